using System.Reflection;
using BenchmarkDotNet.Attributes;

namespace InitAnalyzer.Runtime.Benchmarks;

/// <summary>The same benchmarks by processor time, the least of some runs, which other work on the machine disturbs less than the clock. It says nothing of the gain from several cores.</summary>
internal static class ProcessorTime
{
    private const int Runs = 7;

    public static Dictionary<string, double> Measure(IEnumerable<Type> benchmarks)
    {
        Dictionary<string, double> milliseconds = [];
        foreach (Type type in benchmarks)
        {
            object instance = Activator.CreateInstance(type)!;
            Call<GlobalSetupAttribute>(instance);
            foreach (MethodInfo method in type.GetMethods().Where(static method => method.GetCustomAttribute<BenchmarkAttribute>() is not null))
            {
                double least = double.PositiveInfinity;
                for (int run = 0; run < Runs; run++)
                {
                    TimeSpan before = Environment.CpuUsage.TotalTime;
                    method.Invoke(instance, null);
                    least = Math.Min(least, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
                }

                Console.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{method.Name}: {least:F0} ms"));
                milliseconds[method.Name] = least;
            }

            Call<GlobalCleanupAttribute>(instance);
        }

        return milliseconds;
    }

    private static void Call<TAttribute>(object instance)
        where TAttribute : Attribute =>
        instance.GetType().GetMethods().FirstOrDefault(static method => method.GetCustomAttribute<TAttribute>() is not null)?.Invoke(instance, null);
}
