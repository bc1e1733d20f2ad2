// A library of somebody's own, without a word to the analyzer.
namespace Own
{
    public class Signal { }

    public enum Act { None, Relu, Tanh, Sigmoid, Selu }

    public class Init
    {
        public static Init He { get; } = new();
        public static Init Xavier { get; } = new();
        public static Init Zero { get; } = new();

        public static Init Normal(double sigma) => new();
        public static Init Scaled(double c) => new();
    }

    public abstract class Layer
    {
        public Signal Run(Signal signal) => signal;
    }

    public class Full : Layer
    {
        public Full(int n, int m, Act act = Act.None, Init init = null) { }
        public Full(int n, int m, Init init) { }
    }

    public class Drop : Layer { public Drop(double p) { } }

    public class Norm : Layer { }

    public class Net : Layer
    {
        public Net(params Layer[] layers) { }

        public void Append(Layer layer) { }
    }

    public static class Functions
    {
        public static Signal Relu(Signal signal) => signal;
        public static Signal Reshape(Signal signal, int n) => signal;
    }
}
