using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

// Scores a file of rows with a saved model, and prints the score, and the predicted label where there is one, of each.
var context = new MLContext();
ITransformer model = context.Model.Load(args[0], out _);
IDataView rows = context.Data.LoadFromBinary(args[1]);
IDataView scored = model.Transform(rows);

DataViewSchema.Column score = scored.Schema["Score"];
DataViewSchema.Column? label = scored.Schema.GetColumnOrNull("PredictedLabel");
if (label?.Type is KeyDataViewType)
{
    scored = context.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(scored).Transform(scored);
}

string[] labels = label is null ? [] : [.. Labels(scored)];
int index = 0;
foreach (float[] numbers in score.Type is VectorDataViewType
    ? scored.GetColumn<float[]>("Score")
    : scored.GetColumn<float>("Score").Select(static number => new[] { number }))
{
    string text = string.Join(' ', numbers.Select(static number => number.ToString("R", CultureInfo.InvariantCulture)));
    Console.WriteLine(label is null ? text : text + " " + labels[index++]);
}

Console.WriteLine("vector size " + (score.Type as VectorDataViewType)?.Size);
Console.WriteLine("native libraries " + string.Join(' ', Environment.ProcessPath is null ? [] : NativeLibraries()));

static IEnumerable<string> Labels(IDataView view) => view.Schema["PredictedLabel"].Type switch
{
    BooleanDataViewType => view.GetColumn<bool>("PredictedLabel").Select(static value => value.ToString()),
    TextDataViewType => view.GetColumn<string>("PredictedLabel"),
    _ => view.GetColumn<float>("PredictedLabel").Select(static value => value.ToString(CultureInfo.InvariantCulture)),
};

static IEnumerable<string> NativeLibraries() => System.Diagnostics.Process.GetCurrentProcess().Modules
    .Cast<System.Diagnostics.ProcessModule>()
    .Select(static module => module.ModuleName)
    .Where(static name => name.Contains("torch", StringComparison.OrdinalIgnoreCase) && !name.EndsWith(".dll", StringComparison.Ordinal));
