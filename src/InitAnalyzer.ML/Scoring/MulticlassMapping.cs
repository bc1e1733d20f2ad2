using System.ComponentModel;
using System.Numerics.Tensors;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace InitAnalyzer.ML;

/// <summary>Scores a row of a multiclass classification. For ML.NET, which finds it by its contract's name.</summary>
/// <remarks>
/// A loaded mapping has the columns of its type and no others, but the number of classes is the model's, and evaluation wants a vector of known size.
/// So there is a column for each power of two, and a step behind this one puts those together that make up the number.
/// </remarks>
[CustomMappingFactoryAttribute(Contract)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class MulticlassMapping : CustomMappingFactory<NetworkInput, MulticlassMapping.Output>
{
    internal const string Contract = "InitAnalyzer.ML.Multiclass.1";

    /// <summary>The largest number of classes.</summary>
    internal const int MaximumClasses = (1 << Output.Parts) - 1;

    /// <inheritdoc/>
    public override Action<NetworkInput, Output> GetMapping()
    {
        var scorer = new Scorer();
        return (input, output) =>
        {
            NeuralNetworkModel model = scorer.ModelOf(input.Network);
            Span<float> scores = model.Outputs <= 256 ? stackalloc float[model.Outputs] : new float[model.Outputs];
            Scorer.Evaluate(model, input.Features, scores);
            TensorPrimitives.SoftMax(scores, scores);
            output.Class = TensorPrimitives.IndexOfMax<float>(scores);
            foreach (int bit in PartsOf(scores.Length))
            {
                ref VBuffer<float> part = ref output.Part(bit);
                var editor = VBufferEditor.Create(ref part, 1 << bit);
                scores[..(1 << bit)].CopyTo(editor.Values);
                part = editor.Commit();
                scores = scores[(1 << bit)..];
            }
        };
    }

    /// <summary>The columns with the scores of so many classes, in their order.</summary>
    internal static IEnumerable<string> ColumnsOf(int classes) => PartsOf(classes).Select(static bit => ScoringColumns.ScorePart + (1 << bit));

    /// <summary>All columns with scores, whether a model uses them or not.</summary>
    internal static IEnumerable<string> Columns => ColumnsOf(MaximumClasses);

    private static IEnumerable<int> PartsOf(int classes)
    {
        for (int bit = Output.Parts - 1; bit >= 0; bit--)
        {
            if ((classes >> bit & 1) != 0)
            {
                yield return bit;
            }
        }
    }

    /// <summary>What is written.</summary>
    public sealed class Output
    {
        internal const int Parts = 14;

        /// <summary>The most probable class, from 0.</summary>
        [ColumnName(ScoringColumns.Class)]
        public int Class;

        /// <summary>1 score.</summary>
        [ColumnName(ScoringColumns.ScorePart + "1"), VectorType(1)]
        public VBuffer<float> Part1;

        /// <summary>2 scores.</summary>
        [ColumnName(ScoringColumns.ScorePart + "2"), VectorType(2)]
        public VBuffer<float> Part2;

        /// <summary>4 scores.</summary>
        [ColumnName(ScoringColumns.ScorePart + "4"), VectorType(4)]
        public VBuffer<float> Part4;

        /// <summary>8 scores.</summary>
        [ColumnName(ScoringColumns.ScorePart + "8"), VectorType(8)]
        public VBuffer<float> Part8;

        /// <summary>16 scores.</summary>
        [ColumnName(ScoringColumns.ScorePart + "16"), VectorType(16)]
        public VBuffer<float> Part16;

        /// <summary>32 scores.</summary>
        [ColumnName(ScoringColumns.ScorePart + "32"), VectorType(32)]
        public VBuffer<float> Part32;

        /// <summary>64 scores.</summary>
        [ColumnName(ScoringColumns.ScorePart + "64"), VectorType(64)]
        public VBuffer<float> Part64;

        /// <summary>128 scores.</summary>
        [ColumnName(ScoringColumns.ScorePart + "128"), VectorType(128)]
        public VBuffer<float> Part128;

        /// <summary>256 scores.</summary>
        [ColumnName(ScoringColumns.ScorePart + "256"), VectorType(256)]
        public VBuffer<float> Part256;

        /// <summary>512 scores.</summary>
        [ColumnName(ScoringColumns.ScorePart + "512"), VectorType(512)]
        public VBuffer<float> Part512;

        /// <summary>1024 scores.</summary>
        [ColumnName(ScoringColumns.ScorePart + "1024"), VectorType(1024)]
        public VBuffer<float> Part1024;

        /// <summary>2048 scores.</summary>
        [ColumnName(ScoringColumns.ScorePart + "2048"), VectorType(2048)]
        public VBuffer<float> Part2048;

        /// <summary>4096 scores.</summary>
        [ColumnName(ScoringColumns.ScorePart + "4096"), VectorType(4096)]
        public VBuffer<float> Part4096;

        /// <summary>8192 scores.</summary>
        [ColumnName(ScoringColumns.ScorePart + "8192"), VectorType(8192)]
        public VBuffer<float> Part8192;

        internal ref VBuffer<float> Part(int bit)
        {
            switch (bit)
            {
                case 0:
                    return ref Part1;
                case 1:
                    return ref Part2;
                case 2:
                    return ref Part4;
                case 3:
                    return ref Part8;
                case 4:
                    return ref Part16;
                case 5:
                    return ref Part32;
                case 6:
                    return ref Part64;
                case 7:
                    return ref Part128;
                case 8:
                    return ref Part256;
                case 9:
                    return ref Part512;
                case 10:
                    return ref Part1024;
                case 11:
                    return ref Part2048;
                case 12:
                    return ref Part4096;
                case 13:
                    return ref Part8192;
                default:
                    throw new ArgumentOutOfRangeException(nameof(bit));
            }
        }
    }
}
