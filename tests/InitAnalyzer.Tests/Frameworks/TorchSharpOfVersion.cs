using InitAnalyzer.Tests.Reading;
using InitAnalyzer.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace InitAnalyzer.Tests.Frameworks;

/// <summary>A few of TorchSharp's declarations in an assembly of any version: what the tables know is bound to the version.</summary>
internal static class TorchSharpOfVersion
{
    private const string Source =
        """
        namespace TorchSharp
        {
            public static class torch
            {
                public class Tensor
                {
                    public Tensor hardtanh(double min, double max) => this;
                }

                public static class nn
                {
                    public class Module
                    {
                        protected Module(string name)
                        {
                        }
                    }

                    public abstract class Module<T, TResult> : Module
                    {
                        protected Module(string name) : base(name)
                        {
                        }

                        public abstract TResult forward(T input);
                    }

                    public static Modules.Linear Linear(long inputSize, long outputSize, bool hasBias = true) => null;

                    public static class functional
                    {
                        public static Tensor hardtanh(Tensor x, double min_val = -1.0, double max_val = 1.0, bool inplace = false) => x;
                    }

                    public static class init
                    {
                        public enum FanInOut
                        {
                            FanIn,
                            FanOut,
                        }

                        public enum NonlinearityType
                        {
                            ReLU = 9,
                            LeakyReLU = 10,
                        }

                        public static Tensor trunc_normal_(Tensor tensor, double mean = 0, double std = 1) => tensor;
                        public static Tensor xavier_normal_(Tensor tensor, double gain = 1) => tensor;
                        public static Tensor kaiming_uniform_(Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU) => tensor;
                    }
                }
            }

            namespace Modules
            {
                public sealed class Linear : torch.nn.Module<torch.Tensor, torch.Tensor>
                {
                    internal Linear() : base("Linear")
                    {
                    }

                    public torch.Tensor weight => null;

                    public override torch.Tensor forward(torch.Tensor input) => input;
                }
            }
        }
        """;

    /// <summary>Compiles a program against it.</summary>
    public static CSharpCompilation Compile(string version, string program)
    {
        var library = Compile("TorchSharp", $"[assembly: System.Reflection.AssemblyVersion(\"{version}\")]\n" + Source, References.Net80);
        return Compile("Program", program, References.Net80.Add(library.ToMetadataReference()));
    }

    private static CSharpCompilation Compile(string name, string source, IEnumerable<MetadataReference> references)
    {
        var compilation = CSharpCompilation.Create(
            name, [Analysis.Parse(source, $"/{name}.cs")], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.DoesNotContain(compilation.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return compilation;
    }
}
