// The public surface of TensorFlow.NET and its Keras that the tests use, with the names and signatures of the real ones.
using System;
using System.Collections.Generic;
using Tensorflow.Keras;
using Tensorflow.Keras.ArgsDefinition;
using Tensorflow.Keras.Engine;
using Tensorflow.Keras.Layers;

namespace Tensorflow
{
    public enum TF_DataType { DtInvalid = 0, TF_FLOAT = 1 }

    public class Tensor
    {
        public static Tensor operator +(Tensor a, Tensor b) => a;
    }

    public class KerasTensor : Tensor { }

    public class Tensors
    {
        public static implicit operator Tensors(Tensor tensor) => new();
        public static implicit operator Tensors((Tensor, Tensor) tuple) => new();
        public static implicit operator Tensor(Tensors tensors) => new();
    }

    public class Shape
    {
        public Shape(params int[] dims) { }

        public static implicit operator Shape(int dim) => new();
        public static implicit operator Shape((int, int) dims) => new();
        public static implicit operator Shape((int, int, int) dims) => new();
    }

    public interface IInitializer { }

    public static class Binding
    {
        public static tensorflow tf { get; } = new();
    }

    public static class KerasApi
    {
        public static KerasInterface keras { get; } = new();
    }

    public class tensorflow
    {
        public nn_internal nn { get; } = new();
        public InitializersImpl initializers { get; } = new();
        public IInitializer zeros_initializer => null;
        public IInitializer ones_initializer => null;
        public IInitializer glorot_uniform_initializer => null;
        public IInitializer random_uniform_initializer => null;
        public IInitializer orthogonal_initializer => null;

        public IInitializer constant_initializer<T>(T value, TF_DataType dtype = TF_DataType.TF_FLOAT, bool verify_shape = false) => null;
        public IInitializer random_normal_initializer(float mean = 0f, float stddev = 1f, int? seed = null, TF_DataType dtype = TF_DataType.DtInvalid) => null;
        public IInitializer truncated_normal_initializer(float mean = 0f, float stddev = 1f, int? seed = null, TF_DataType dtype = TF_DataType.DtInvalid) => null;
        public IInitializer variance_scaling_initializer(float factor = 1f, string mode = "fan_in", string distribution = "truncated_normal", int? seed = null, TF_DataType dtype = TF_DataType.TF_FLOAT) => null;

        public class nn_internal
        {
            public Tensor relu(Tensor features, string name = null) => features;
            public Tensor tanh(Tensor x, string name = null) => x;
        }

        public class InitializersImpl
        {
            public IInitializer random_normal_initializer(float mean = 0f, float stddev = 0.05f, int? seed = null, TF_DataType dtype = TF_DataType.TF_FLOAT) => null;
        }
    }
}

namespace Tensorflow.Operations.Initializers
{
    public class VarianceScaling : IInitializer { public VarianceScaling(float scale = 1f, string mode = "fan_in", string distribution = "truncated_normal", int? seed = null, TF_DataType dtype = TF_DataType.TF_FLOAT) { } }
    public class GlorotUniform : VarianceScaling { public GlorotUniform(float scale = 1f, string mode = "fan_avg", string distribution = "uniform", int? seed = null, TF_DataType dtype = TF_DataType.TF_FLOAT) { } }
    public class RandomNormal : IInitializer { public RandomNormal(float mean = 0f, float stddev = 0.05f, int? seed = null, TF_DataType dtype = TF_DataType.TF_FLOAT) { } }
    public class Orthogonal : IInitializer { public Orthogonal(float gain = 1f, int? seed = null) { } }
    public class Zeros : IInitializer { public Zeros(Shape shape = null, TF_DataType dtype = TF_DataType.TF_FLOAT) { } }
}

namespace Tensorflow.Keras
{
    public class Activation
    {
        public static implicit operator Activation(Func<Tensor, string, Tensor> func) => new();

        public Tensor Apply(Tensor input, string name = null) => input;
    }

    public interface IActivationsApi
    {
        Activation Linear { get; }
        Activation Relu { get; }
        Activation Relu6 { get; }
        Activation Sigmoid { get; }
        Activation Softmax { get; }
        Activation Tanh { get; }
        Activation Mish { get; }

        Activation GetActivationFromName(string name);
    }

    public interface IInitializersApi
    {
        IInitializer Orthogonal(float gain = 1f, int? seed = null);
        IInitializer HeNormal(int? seed = null);
    }

    public interface IRegularizer { }

    public interface ILayer
    {
        Tensors Apply(Tensors inputs, Tensors states = null, bool? training = false);
    }

    public class KerasInterface
    {
        public ILayersApi layers => null;
        public IActivationsApi activations => null;
        public IInitializersApi initializers => null;

        public Sequential Sequential(List<ILayer> layers = null, string name = null) => null;
        public Sequential Sequential(params ILayer[] layers) => null;
        public Functional Model(Tensors inputs, Tensors outputs, string name = null) => null;
        public KerasTensor Input(Shape shape = null, int batch_size = -1, string name = null) => null;
    }
}

namespace Tensorflow.Keras.Engine
{
    public abstract class Layer : ILayer
    {
        public Tensors Apply(Tensors inputs, Tensors states = null, bool? training = false) => inputs;

        protected virtual Tensors Call(Tensors inputs, Tensors state = null, bool? training = null) => inputs;
    }

    public class Model : Layer
    {
        public void compile(string optimizer, string loss, string[] metrics) { }
        public void fit(Tensor x, Tensor y, int epochs = 1) { }
        public void summary(int line_length = -1) { }
        public void load_weights(string path) { }
    }

    public class Functional : Model { }

    public class Sequential : Model
    {
        public Sequential(SequentialArgs args) { }

        public void add(ILayer layer) { }
    }
}

namespace Tensorflow.Keras.ArgsDefinition
{
    public class LayerArgs { }

    public class SequentialArgs : LayerArgs
    {
        public List<ILayer> Layers { get; set; }
    }

    public class DenseArgs : LayerArgs
    {
        public int Units { get; set; }
        public Activation Activation { get; set; }
        public bool UseBias { get; set; } = true;
        public IInitializer KernelInitializer { get; set; }
        public IInitializer BiasInitializer { get; set; }
    }

    public class ConvolutionalArgs : LayerArgs
    {
        public int Filters { get; set; }
        public Shape KernelSize { get; set; }
        public Activation Activation { get; set; }
        public IInitializer KernelInitializer { get; set; }
        public IInitializer BiasInitializer { get; set; }
    }

    public class Conv2DArgs : ConvolutionalArgs { }
}

namespace Tensorflow.Keras.Layers
{
    public class Dense : Layer { public Dense(DenseArgs args) { } }

    public class Conv2D : Layer { public Conv2D(Conv2DArgs args) { } }

    public interface ILayersApi
    {
        ILayer Dense(int units);
        ILayer Dense(int units, string activation = null, Shape input_shape = null);
        ILayer Dense(int units, Activation activation = null, IInitializer kernel_initializer = null, bool use_bias = true, IInitializer bias_initializer = null, Shape input_shape = null);
        ILayer Conv1D(int filters, Shape kernel_size, int strides = 1, string padding = "valid", string data_format = "channels_last", int dilation_rate = 1, int groups = 1, string activation = null, bool use_bias = true, string kernel_initializer = "glorot_uniform", string bias_initializer = "zeros");
        ILayer Conv2D(int filters, Shape kernel_size = null, Shape strides = null, string padding = "valid");
        ILayer Conv2D(int filters, Shape kernel_size = null, Shape strides = null, string padding = "valid", string data_format = null, Shape dilation_rate = null, int groups = 1, Activation activation = null, bool use_bias = true, IInitializer kernel_initializer = null, IInitializer bias_initializer = null, IRegularizer kernel_regularizer = null, IRegularizer bias_regularizer = null, IRegularizer activity_regularizer = null);
        ILayer Conv2D(int filters, Shape kernel_size = null, Shape strides = null, string padding = "valid", string data_format = null, Shape dilation_rate = null, int groups = 1, string activation = null, bool use_bias = true, string kernel_initializer = "glorot_uniform", string bias_initializer = "zeros");
        ILayer GRU(int units, string activation = "tanh", string recurrent_activation = "sigmoid", bool use_bias = true, string kernel_initializer = "glorot_uniform", string recurrent_initializer = "orthogonal", string bias_initializer = "zeros");
        ILayer Dropout(float rate, Shape noise_shape = null, int? seed = null);
        ILayer BatchNormalization(int axis = -1, float momentum = 0.99f);
        ILayer MaxPooling2D(Shape pool_size = null, Shape strides = null, string padding = "valid", string data_format = null);
        ILayer Flatten(string data_format = null);
        ILayer Add();
        ILayer Concatenate(int axis = -1);
        ILayer LeakyReLU(float alpha = 0.3f);
        ILayer SELU();
        ILayer Tanh();
        ILayer HardSigmoid();
    }
}
