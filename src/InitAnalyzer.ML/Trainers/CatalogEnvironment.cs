using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace InitAnalyzer.ML;

/// <summary>
/// The environment behind a catalog: its seed and its log. ML.NET hands it to its own trainers by an internal interface, and to others not at all.
/// </summary>
internal static class CatalogEnvironment
{
    /// <summary>The environment; a new one, without seed and with a log that nobody reads, where another version of ML.NET keeps it elsewhere.</summary>
    public static IHostEnvironment Of(object catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        PropertyInfo? property = catalog.GetType().GetInterfaces()
            .FirstOrDefault(static type => type.FullName == "Microsoft.ML.IInternalCatalog" || type.Name == "IInternalCatalog")?
            .GetProperty("Environment");
        return property?.GetValue(catalog) as IHostEnvironment ?? new MLContext();
    }
}
