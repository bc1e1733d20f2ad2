// The public surface of Keras.NET that the tests use, with the names and signatures of the real one.
using System;

public class NDarray { }

namespace Keras
{
    public class Keras { }

    public class Base : Keras { }

    public class StringOrInstance
    {
        public static implicit operator StringOrInstance(string opt) => new();
        public static implicit operator StringOrInstance(Base opt) => new();
    }

    public class Shape
    {
        public Shape(params int[] shape) { }
    }
}

namespace Keras.Layers
{
    public class BaseLayer : Base
    {
        public BaseLayer Set(params BaseLayer[] inputs) => this;
    }

    public class Merge : BaseLayer { }

    public class Dense : BaseLayer
    {
        public Dense(int units, int? input_dim = null, string activation = "", bool use_bias = true, StringOrInstance kernel_initializer = null, string bias_initializer = "zeros", StringOrInstance kernel_regularizer = null, string bias_regularizer = "", string activity_regularizer = "", string kernel_constraint = "", string bias_constraint = "", Shape input_shape = null) { }
    }

    public class Conv2D : BaseLayer
    {
        public Conv2D(int filters, Tuple<int, int> kernel_size, Tuple<int, int> strides = null, string padding = "valid", string data_format = "channels_last", Tuple<int, int> dilation_rate = null, string activation = "", bool use_bias = true, string kernel_initializer = "glorot_uniform", string bias_initializer = "zeros", string kernel_regularizer = "", string bias_regularizer = "", string activity_regularizer = "", string kernel_constraint = "", string bias_constraint = "", Shape input_shape = null) { }
    }

    public class Activation : BaseLayer { public Activation(string act, Shape input_shape = null) { } }
    public class ReLU : BaseLayer { public ReLU(float? max_value = null, float negative_slope = 0f, float threshold = 0f) { } }
    public class LeakyReLU : BaseLayer { public LeakyReLU(float alpha = 0.3f) { } }
    public class ELU : BaseLayer { public ELU(float alpha = 1f) { } }
    public class Dropout : BaseLayer { public Dropout(double rate, Shape noise_shape = null, int? seed = null) { } }
    public class AlphaDropout : BaseLayer { public AlphaDropout(float rate, NDarray noise_shape = null, int? seed = null) { } }
    public class Flatten : BaseLayer { public Flatten(string data_format = "channels_last") { } }
    public class BatchNormalization : BaseLayer { public BatchNormalization(int axis = -1, float momentum = 0.99f) { } }
    public class MaxPooling2D : BaseLayer { public MaxPooling2D(Tuple<int, int> pool_size = null, Tuple<int, int> strides = null, string padding = "valid", string data_format = "channels_last") { } }
    public class LSTM : BaseLayer { public LSTM(int units, string activation = "tanh", string recurrent_activation = "hard_sigmoid", bool use_bias = true, StringOrInstance kernel_initializer = null) { } }
    public class Input : BaseLayer { public Input(Shape shape) { } }
    public class Add : Merge { public Add(params BaseLayer[] inputs) { } }
    public class Concatenate : Merge { public Concatenate(params BaseLayer[] inputs) { } }
}

namespace Keras.Initializer
{
    public class Zeros : Base { }
    public class Ones : Base { }
    public class Constant : Base { public Constant(float value = 0f) { } }
    public class RandomNormal : Base { public RandomNormal(float mean = 0f, float stddev = 0.05f, int? seed = null) { } }
    public class RandomUniform : Base { public RandomUniform(float minval = -0.05f, float maxval = 0.05f, int? seed = null) { } }
    public class TruncatedNormal : Base { public TruncatedNormal(float mean = 0f, float stddev = 0.05f, int? seed = null) { } }
    public class VarianceScaling : Base { public VarianceScaling(float scale = 1f, string mode = "fan_in", string distribution = "normal", int? seed = null) { } }
    public class Orthogonal : Base { public Orthogonal(float gain = 1f, int? seed = null) { } }
    public class LecunUniform : Base { public LecunUniform(int? seed = null) { } }
    public class LecunNormal : Base { public LecunNormal(int? seed = null) { } }
    public class GlorotNormal : Base { public GlorotNormal(int? seed = null) { } }
    public class GlorotUniform : Base { public GlorotUniform(int? seed = null) { } }
    public class HeUniform : Base { public HeUniform(int? seed = null) { } }
    public class HeNormal : Base { public HeNormal(int? seed = null) { } }
}

namespace Keras.Models
{
    using global::Keras.Layers;

    public class BaseModel : Base
    {
        public void Compile(StringOrInstance optimizer, string loss, string[] metrics = null) { }
        public void Fit(NDarray x, NDarray y) { }
        public void Summary(int? line_length = null, float[] positions = null) { }
        public void LoadWeight(string path) { }
    }

    public class Sequential : BaseModel
    {
        public Sequential() { }
        public Sequential(BaseLayer[] layers) { }
        public void Add(BaseLayer layer) { }
    }

    public class Model : BaseModel
    {
        public Model(BaseLayer[] inputs, BaseLayer[] outputs) { }
    }
}
