using System.Diagnostics;
using System.Reflection;
using BenchmarkDotNet.Attributes;

namespace InitAnalyzer.Runtime.Benchmarks;

/// <summary>
/// The same benchmarks by the least of some runs, which other work on the machine disturbs less than the mean: by processor time, which says nothing of the gain from several
/// cores, or by the clock, in turns, so that all have the same chance of a quiet moment.
/// </summary>
internal static class LeastTime
{
    private const int Runs = 7;
    private const int Rounds = 30;

    /// <summary>By the clock.</summary>
    public static Dictionary<string, double> ByClock(IEnumerable<Type> benchmarks)
    {
        Dictionary<string, double> milliseconds = [];
        foreach (Type type in benchmarks)
        {
            object instance = Activator.CreateInstance(type)!;
            Call<GlobalSetupAttribute>(instance);
            MethodInfo[] methods = [.. type.GetMethods().Where(static method => method.GetCustomAttribute<BenchmarkAttribute>() is not null)];
            for (int round = 0; round < Rounds; round++)
            {
                foreach (MethodInfo method in methods)
                {
                    long start = Stopwatch.GetTimestamp();
                    method.Invoke(instance, null);
                    double time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                    milliseconds[method.Name] = Math.Min(time, milliseconds.GetValueOrDefault(method.Name, double.PositiveInfinity));
                }
            }

            Call<GlobalCleanupAttribute>(instance);
        }

        return milliseconds;
    }

    /// <summary>By processor time.</summary>
    public static Dictionary<string, double> ByProcessor(IEnumerable<Type> benchmarks)
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
