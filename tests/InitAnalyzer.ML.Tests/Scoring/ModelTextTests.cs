using Microsoft.ML.Data;

namespace InitAnalyzer.ML.Tests;

/// <summary>Networks as text, and rows of every shape.</summary>
public class ModelTextTests
{
    private static readonly NeuralNetworkModel s_model = new(
        [1, 2, 3], [1, 0.5f, 0], [new(3, Activation.ReLU, [1, 2, 3, -1, -2, -3], [0.5f, -0.5f]), new(2, Activation.Linear, [2, 3], [1])]);

    [Fact]
    public void Comes_back_as_it_went()
    {
        NeuralNetworkModel read = ModelText.Read(ModelText.Write(s_model));
        Assert.Equal(s_model.InputShift.ToArray(), read.InputShift.ToArray());
        Assert.Equal(s_model.InputScale.ToArray(), read.InputScale.ToArray());
        Assert.Equal(s_model.Layers.Select(static layer => layer.Activation), read.Layers.Select(static layer => layer.Activation));
        Assert.Equal(s_model.Layers.SelectMany(static layer => layer.Weights.ToArray()), read.Layers.SelectMany(static layer => layer.Weights.ToArray()));
        Assert.Equal(s_model.Layers.SelectMany(static layer => layer.Biases.ToArray()), read.Layers.SelectMany(static layer => layer.Biases.ToArray()));
        Assert.Equal((3, 1), (read.Inputs, read.Outputs));
    }

    [Fact]
    public void What_is_no_network_is_refused()
    {
        string text = ModelText.Write(s_model);
        Assert.Throws<InvalidDataException>(() => ModelText.Read("no Base64!"));
        Assert.Throws<InvalidDataException>(() => ModelText.Read(""));
        Assert.Throws<InvalidDataException>(() => ModelText.Read("AAAA" + text[4..]));
        for (int length = 0; length < text.Length; length += 4)
        {
            Assert.Throws<InvalidDataException>(() => ModelText.Read(text.AsSpan(0, length)));
        }

        // Any byte may be wrong: then it is another network, or none, but never another error.
        byte[] bytes = Convert.FromBase64String(text);
        for (int i = 0; i < bytes.Length; i++)
        {
            byte[] wrong = [.. bytes];
            wrong[i] ^= 0x81;
            Exception? error = Record.Exception(() => ModelText.Read(Convert.ToBase64String(wrong)));
            Assert.True(error is null or InvalidDataException, $"byte {i}: {error}");
        }
    }

    [Fact]
    public void Evaluates_by_hand()
    {
        // (3 − 1)·1, (6 − 2)/2, and 0: 2 + 4 + 0.5 = 6.5, and −6.5 is cut off; 2·6.5 + 1 = 14.
        float[] output = new float[1];
        s_model.Evaluate([3, 6, 100], output);
        Assert.Equal(14, output[0]);
    }

    [Fact]
    public void Sparse_rows_are_as_dense_ones()
    {
        float[] dense = new float[1], sparse = new float[1];
        Scorer.Evaluate(s_model, new VBuffer<float>(3, [0, 6, 0]), dense);
        Scorer.Evaluate(s_model, new VBuffer<float>(3, 1, [6], [1]), sparse);
        Assert.Equal(dense, sparse);
    }

    [Fact]
    public void Rows_of_another_width_are_refused()
    {
        Assert.Equal("features", Assert.Throws<ArgumentException>(static () => s_model.Evaluate(new float[2], new float[1])).ParamName);
        Assert.Equal("outputs", Assert.Throws<ArgumentException>(static () => s_model.Evaluate(new float[3], new float[2])).ParamName);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100)]
    [InlineData(5000)]
    public void The_parts_of_scores_make_the_whole(int classes)
    {
        float[] biases = [.. Enumerable.Range(0, classes).Select(static i => i % 7 / 7f)];
        var model = new NeuralNetworkModel([0], [1], [new(1, Activation.Linear, new float[classes], biases)]);
        var output = new MulticlassMapping.Output();
        new MulticlassMapping().GetMapping()(new() { Features = new(1, [0f]), Network = ModelText.Write(model).AsMemory() }, output);
        float[] scores = [.. MulticlassMapping.ColumnsOf(classes)
            .Select(static column => int.Parse(column[ScoringColumns.ScorePart.Length..], System.Globalization.CultureInfo.InvariantCulture))
            .SelectMany(size => output.Part(int.Log2(size)).DenseValues())];
        Assert.Equal(classes, scores.Length);
        double sum = biases.Sum(static bias => Math.Exp(bias));
        Assert.All(scores.Zip(biases), pair => Assert.Equal(Math.Exp(pair.Second) / sum, pair.First, 1e-5 * pair.First));
        Assert.Equal(Array.IndexOf(biases, biases.Max()), output.Class);
    }
}
