using System.Text;
using ScottPlot;
using SkiaSharp;

namespace InitAnalyzer.Plots;

/// <summary>A picture of one or several plots.</summary>
public sealed class Chart
{
    private static readonly object s_lock = new();
    private readonly Multiplot _plots = new();

    internal Chart(IReadOnlyList<Plot> plots, int columns, int width, int height)
    {
        // A new one has a plot already.
        _plots.RemovePlot(_plots.GetPlot(0));
        foreach (Plot plot in plots)
        {
            _plots.AddPlot(plot);
        }

        int rows = (plots.Count + columns - 1) / columns;
        _plots.Layout = new ScottPlot.MultiplotLayouts.Grid(rows, columns);
        Width = width * columns;
        Height = height * rows;
    }

    /// <summary>The width in pixels.</summary>
    public int Width { get; }

    /// <summary>The height in pixels.</summary>
    public int Height { get; }

    /// <summary>Writes the picture to a file.</summary>
    /// <param name="path">The file; its ending, .png or .svg, says how.</param>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> has another ending.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        byte[] content = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".png" => ToPng(),
            ".svg" => Encoding.UTF8.GetBytes(ToSvg()),
            _ => throw new ArgumentException("A picture's name ends in .png or .svg: '" + path + "'.", nameof(path)),
        };
        File.WriteAllBytes(path, content);
    }

    /// <summary>The picture as PNG.</summary>
    /// <returns>The file's content.</returns>
    public byte[] ToPng()
    {
        using SKBitmap bitmap = new(Width, Height);
        using (SKCanvas canvas = new(bitmap))
        {
            Render(canvas);
        }

        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <summary>The picture as SVG.</summary>
    /// <returns>The file's content.</returns>
    public string ToSvg()
    {
        using MemoryStream stream = new();
        using (SKCanvas canvas = SKSvgCanvas.Create(new SKRect(0, 0, Width, Height), stream))
        {
            Render(canvas);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private void Render(SKCanvas canvas)
    {
        // The plotting library's fonts are shared.
        lock (s_lock)
        {
            canvas.Clear(SKColors.White);
            _plots.Render(canvas, new PixelRect(0, Width, Height, 0));
        }
    }
}
