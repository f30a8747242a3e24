namespace ConvLog.Tests.Entries;

public class MaskedTextTests
{
    [Fact]
    public void A_plain_string_is_shown_to_everyone()
    {
        MaskedText text = "hello";

        text.Text.Should().Be("hello");
        text.Shown.Should().Be("hello");
        text.IsMasked.Should().BeFalse();
        MaskedText.FromString("hello").Should().Be(text);
    }

    [Fact]
    public void A_masked_text_prints_only_what_may_be_shown()
    {
        var text = new MaskedText("I am Jane", "I am [name]");

        $"{text}".Should().Be("I am [name]");
        text.Text.Should().Be("I am Jane");
        text.IsMasked.Should().BeTrue();
        new MaskedText("secret").Shown.Should().Be("[redacted]");
        new MaskedText("secret", null).Shown.Should().Be("[redacted]");
    }

    [Fact]
    public void Null_reads_as_empty()
    {
        MaskedText none = (string?)null;
        none.Text.Should().BeEmpty();
        none.IsEmpty.Should().BeTrue();
        default(MaskedText).Should().Match<MaskedText>(text => text.IsEmpty && !text.IsMasked && text.Shown.Length == 0);
        new MaskedText(null).Text.Should().BeEmpty();
    }

    [Fact]
    public void Each_span_is_masked_and_touching_or_overlapping_ones_as_one()
    {
        MaskedText.Mask("Call Jane at 5551234 now", (5, 4), (13, 7)).Shown.Should().Be("Call [redacted] at [redacted] now");
        MaskedText.Mask("Jane Doe", (0, 4), (4, 4)).Shown.Should().Be("[redacted]");
        MaskedText.Mask("Jane Doe", (0, 5), (3, 5)).Shown.Should().Be("[redacted]");
        MaskedText.Mask("Jane Doe", (5, 3)).Text.Should().Be("Jane Doe");
    }

    [Fact]
    public void Spans_outside_the_text_are_ignored()
    {
        MaskedText.Mask("Jane", (10, 5)).IsMasked.Should().BeFalse();
        MaskedText.Mask("Jane", (-5, 2)).IsMasked.Should().BeFalse();
        MaskedText.Mask("Jane", (2, int.MaxValue)).Shown.Should().Be("Ja[redacted]");
        MaskedText.Mask("Jane", (1, -3)).IsMasked.Should().BeFalse();
        MaskedText.Mask("Jane", (0, 0)).IsMasked.Should().BeFalse();
        MaskedText.Mask("Jane").Shown.Should().Be("Jane");
        MaskedText.Mask(null, (0, 1)).IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void Texts_are_equal_by_both_forms()
    {
        new MaskedText("a", "b").Should().Be(new MaskedText("a", "b"));
        (new MaskedText("a", "b") == new MaskedText("a", "c")).Should().BeFalse();
        (new MaskedText("a", "a") != (MaskedText)"a").Should().BeTrue();
        new MaskedText("a", "b").GetHashCode().Should().Be(new MaskedText("a", "b").GetHashCode());
        new MaskedText("a", "b").Equals((object)"a").Should().BeFalse();
    }

    [Fact]
    public void As_a_field_it_is_personal_where_it_is_masked()
    {
        var entry = Logged.Entry(log
            => log.Info("m", ("name", new MaskedText("Jane", "J.")), ("plain", (MaskedText)"x"), LogField.Pii("all", (MaskedText)"y")));

        entry.Fields.ToString().Should().Be("name=J., plain=x, all=[redacted]");
        entry.Fields["name"].Should().Be("Jane");
        entry.Fields.Select(field => field.IsPii).Should().Equal(true, false, true);
    }

    [Fact]
    public void Inside_a_value_it_makes_the_whole_value_personal()
    {
        var name = new MaskedText("Jane", "J.");
        var entry = Logged.Entry(log
            => log.Info("m", ("list", new object[] { 1, name }), ("record", new { Name = name }), ("field", new[] { LogField.Pii("a", 1) }),
            ("plain", new[] { 1 })));

        entry.Fields.Select(field => field.IsPii).Should().Equal(true, true, true, false);
        entry.ToJson().Should().EndWith("""
            "list":[1,"Jane"],"record":{"Name":"Jane"},"field":{"a":1},"plain":[1]}
            """);
    }
}
