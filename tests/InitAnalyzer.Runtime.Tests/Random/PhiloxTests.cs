using System.Globalization;

namespace InitAnalyzer.Runtime.Tests;

public class PhiloxTests
{
    [Fact]
    public void The_published_known_answers_come_out()
    {
        string[] lines = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "philox4x32-10.txt")).Where(static line => !line.StartsWith('#'))];
        Assert.Equal(3, lines.Length);
        foreach (string line in lines)
        {
            uint[] words = [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static word => uint.Parse(word, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
            (uint, uint, uint, uint) block = Philox.Block(Long(words, 0), Long(words, 2), Long(words, 4));
            Assert.Equal((words[6], words[7], words[8], words[9]), block);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void Every_width_computes_the_blocks_of_the_reference(int lanes)
    {
        // Across the carry between the counter's words too.
        ulong firstBlock = uint.MaxValue - 15UL;
        float[] numbers = new float[4 * Tiles.Length];
        Tiles.Fill(0x0123456789ABCDEF, 0xFEDCBA9876543210, default(WordTransform), numbers, (long)firstBlock * 4, lanes);
        for (int i = 0; i < numbers.Length; i++)
        {
            ulong block = firstBlock + (ulong)(i / Tiles.Length * 16 + i % 16);
            (uint x0, uint x1, uint x2, uint x3) = Philox.Block(block, 0xFEDCBA9876543210, 0x0123456789ABCDEF);
            uint expected = (i % Tiles.Length / 16) switch { 0 => x0, 1 => x1, 2 => x2, _ => x3 };
            Assert.Equal(expected, BitConverter.SingleToUInt32Bits(numbers[i]));
        }
    }

    private static ulong Long(uint[] words, int index) => words[index] | (ulong)words[index + 1] << 32;
}
