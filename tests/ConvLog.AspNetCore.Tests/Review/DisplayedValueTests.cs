using ConvLog.AspNetCore.Review;

namespace ConvLog.AspNetCore.Tests.Review;

public sealed class DisplayedValueTests
{
    [Fact]
    public void A_value_is_formatted_by_its_type()
    {
        Of(null).Should().Be(new DisplayedValue(ValueShape.Null, "null"));
        Of(true).Should().Be(new DisplayedValue(ValueShape.Boolean, "true"));
        Of("text").Should().Be(new DisplayedValue(ValueShape.Text, "text"));
        Of('c').Should().Be(new DisplayedValue(ValueShape.Text, "c"));
        Of(1.1f).Should().Be(new DisplayedValue(ValueShape.Number, "1.1"));
        Of(12.50m).Should().Be(new DisplayedValue(ValueShape.Number, "12.50"));
        Of(ulong.MaxValue).Should().Be(new DisplayedValue(ValueShape.Number, "18446744073709551615"));
        Of(double.NaN).Should().Be(new DisplayedValue(ValueShape.Number, "NaN"));
        Of(TimeSpan.FromSeconds(90)).Should().Be(new DisplayedValue(ValueShape.Literal, "00:01:30"));
        Of(new DateOnly(2026, 11, 20)).Should().Be(new DisplayedValue(ValueShape.Literal, "2026-11-20"));
        Of(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero)).Should().Be(new DisplayedValue(ValueShape.Literal, "2026-11-20T12:00:00+00:00"));
        Of(new[] { 1, 2 }).Should().Be(new DisplayedValue(ValueShape.Json, "[1,2]"));
    }

    [Fact]
    public void A_short_value_is_not_folded()
    {
        Of("one line").IsLong.Should().BeFalse();
        Of(new[] { "a", "b" }).IsLong.Should().BeFalse();
        Of("two\nlines").IsLong.Should().BeTrue();
        Of(new string('x', 161)).IsLong.Should().BeTrue();
        Of(Enumerable.Range(0, 40).ToArray()).IsLong.Should().BeTrue();
    }

    [Fact]
    public void A_folded_value_shows_its_size()
    {
        Of(Enumerable.Range(0, 40).ToArray()).Summary.Should().Be("[40 items]");
        Of(new Dictionary<string, object>(StringComparer.Ordinal) { ["one"] = 1 }).Summary.Should().Be("{1 key}");
        Of(new string('x', 1_610)).Summary.Should().Be("1,610 characters");
    }

    private static DisplayedValue Of(object? value)
    {
        InMemorySink sink = new();
        using var conv = new Conversation(new ConversationInfo(), sink);
        conv.Log.Info("m", ("v", value));
        return DisplayedValue.Of(sink.Entries[0].Fields[0]);
    }
}
