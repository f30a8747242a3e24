using ConvLog.Storage.Statistics;

namespace ConvLog.Tests.Storage.Statistics;

public class VarintReaderTests
{
    [Fact]
    public void Numbers_are_read_back_at_every_power_of_two()
    {
        for (int bit = 0; bit < 127; bit++)
        {
            var power = (Int128)1 << bit;
            foreach (var number in new[] { power - 1, power, power + 1, -power, 1 - power, -power - 1 })
            {
                var writer = new VarintWriter();
                writer.Write(number);
                var reader = new VarintReader(writer.ToArray());
                reader.ReadInt128().Should().Be(number);
                reader.ExpectEnd();

                if (number >= long.MinValue && number <= long.MaxValue)
                {
                    new VarintReader(writer.ToArray()).ReadInt64().Should().Be((long)number);
                }
            }
        }
    }

    [Fact]
    public void The_smallest_and_largest_numbers_are_read_back()
    {
        var writer = new VarintWriter();
        writer.Write(Int128.MinValue);
        writer.Write(Int128.MaxValue);

        var reader = new VarintReader(writer.ToArray());
        reader.ReadInt128().Should().Be(Int128.MinValue);
        reader.ReadInt128().Should().Be(Int128.MaxValue);
    }

    [Fact]
    public void A_number_beyond_the_range_of_long_is_refused()
    {
        var writer = new VarintWriter();
        writer.Write((Int128)long.MaxValue + 1);

        FluentActions.Invoking(() => new VarintReader(writer.ToArray()).ReadInt64()).Should().Throw<InvalidDataException>();
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(63, 1)]
    [InlineData(-64, 1)]
    [InlineData(64, 2)]
    [InlineData(8_191, 2)]
    [InlineData(8_192, 3)]
    public void Small_numbers_take_few_bytes(int number, int bytes)
    {
        var writer = new VarintWriter();
        writer.Write(number);

        writer.ToArray().Should().HaveCount(bytes);
    }

    [Fact]
    public void A_text_is_read_back_and_a_truncated_one_is_refused()
    {
        var writer = new VarintWriter();
        writer.Write("€uro");
        byte[] bytes = writer.ToArray();

        new VarintReader(bytes).ReadText().Should().Be("€uro");
        FluentActions.Invoking(() => new VarintReader(bytes.AsSpan(0, 3)).ReadText()).Should().Throw<InvalidDataException>();
    }

    [Fact]
    public void A_number_without_an_end_is_refused()
    {
        byte[] endless = [.. Enumerable.Repeat((byte)0xFF, 20)];

        FluentActions.Invoking(() => new VarintReader(endless).ReadInt64()).Should().Throw<InvalidDataException>();
        FluentActions.Invoking(() => new VarintReader(endless).ReadInt128()).Should().Throw<InvalidDataException>();
    }
}
