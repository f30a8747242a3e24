using ConvLog.Storage.Statistics;

namespace ConvLog.Tests.Storage.Statistics;

public sealed class CountedErrorsTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_day_is_read_as_it_was_counted()
    {
        var counted = new CountedErrors();
        counted.Add(s_noon, errors: 2);
        counted.Add("größe", s_noon.AddMinutes(1));
        counted.Add("größe", s_noon.AddMinutes(2));
        counted.Add(s_noon.AddHours(-1), errors: 1);
        counted.Add("größe", s_noon);

        var read = CountedErrors.Read(counted.ToBytes())!;

        (read.Errors, read.Oldest).Should().Be((3, s_noon.AddHours(-1)));
        read.ToCounts(10).Should().Equal(counted.ToCounts(10)).And.ContainSingle().Which.Should().BeEquivalentTo(
            new { Value = "größe", Count = 3, Conversations = 2, LastAt = s_noon.AddMinutes(2) });
    }

    [Fact]
    public void A_day_without_errors_is_read()
        => CountedErrors.Read(new CountedErrors().ToBytes())!.Errors.Should().Be(0);

    [Fact]
    public void A_day_on_which_each_error_has_a_long_message_of_its_own_is_not_kept()
    {
        var counted = new CountedErrors();
        for (int i = 0; i < 2_000; i++)
        {
            counted.Add(s_noon, errors: 1);
            counted.Add(new string((char)(i + 256), 1_000), s_noon);
        }

        CountedErrors.Read(counted.ToBytes()).Should().BeNull();
    }

    [Fact]
    public void Damaged_bytes_throw()
    {
        var counted = new CountedErrors();
        counted.Add(s_noon, errors: 1);
        counted.Add("broken", s_noon);
        byte[] bytes = counted.ToBytes()[..^2];

        bytes.Invoking(static bytes => CountedErrors.Read(bytes)).Should().Throw<InvalidDataException>();
    }
}
