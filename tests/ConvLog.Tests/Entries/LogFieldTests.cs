using System.Collections;
using System.Text.Json;

namespace ConvLog.Tests.Entries;

public class LogFieldTests
{
    [Fact]
    public void ToString_of_a_field_shows_its_key_and_visible_value()
    {
        LogField.Of("a", "text").ToString().Should().Be("a=text");
        LogField.Of("a", 1.5).ToString().Should().Be("a=1.5");
        LogField.Pii("a", "secret").ToString().Should().Be("a=[redacted]");
        LogField.Pii("a", 5, shown: "#").ToString().Should().Be("a=#");
        default(LogField).ToString().Should().Be("=null");
    }

    [Fact]
    public void Shown_is_set_only_for_personal_values()
    {
        LogField.Of("a", 1).Shown.Should().BeNull();
        LogField.Pii("a", 1).Shown.Should().Be("[redacted]");
        LogField.Pii("a", "x", shown: null).Shown.Should().Be("[redacted]");
        LogField.Pii("a", (string?)null, shown: "none").Shown.Should().Be("none");
        LogField.Pii("a", (string?)null).Value.Should().BeNull();
    }

    [Fact]
    public void A_personal_field_of_any_type_keeps_its_value()
    {
        var entry = Logged.Entry(log
            => log.Info("m", LogField.Pii("list", new[] { 1, 2 }, shown: "two"), LogField.Pii("n", 5UL), LogField.Pii("nothing", (int?)null)));

        entry.Fields.Select(field => field.IsPii).Should().AllBeEquivalentTo(true);
        entry.ToJson().Should().EndWith("\"list\":[1,2],\"n\":5,\"nothing\":null}");
        entry.Fields["list"].Should().BeOfType<JsonElement>();
    }

    [Fact]
    public void A_field_given_as_a_value_takes_the_outer_key_and_is_still_personal()
        => Logged.Entry(log => log.Info("m", ("outer", (object)LogField.Pii("inner", 1)))).Fields.ToString().Should().Be("outer=[redacted]");

    [Fact]
    public void An_uncaptured_field_runs_no_code_of_its_value()
    {
        var value = new Throwing();
        LogField.Of("a", value).ToString().Should().Be($"a=\"{typeof(Throwing)}\"");
        LogField.Of("a", value).Value.Should().BeSameAs(value);
    }

    [Fact]
    public void Fields_are_found_by_position_and_by_key()
    {
        var fields = Logged.Entry(log => log.Info("m", ("a", 1), ("b", "x"))).Fields;

        fields.Count.Should().Be(2);
        fields[1].Key.Should().Be("b");
        fields["a"].Should().Be(1);
        fields.Keys.Should().Equal("a", "b");
        fields.TryGetValue("b", out object? value).Should().BeTrue();
        value.Should().Be("x");
        fields.TryGetValue("B", out _).Should().BeFalse();
        fields.TryGetField("a", out var field).Should().BeTrue();
        field.Value.Should().Be(1);
        fields.ContainsKey("c").Should().BeFalse();
        fields.AsSpan().Length.Should().Be(2);
        ((IEnumerable)fields).Cast<LogField>().Should().HaveCount(2);
    }

    [Fact]
    public void An_unknown_key_throws_with_a_list_of_the_keys()
    {
        var fields = Logged.Entry(log => log.Info("m", ("a", 1), ("b", 2))).Fields;

        fields.Invoking(f => f["c"]).Should().Throw<KeyNotFoundException>().WithMessage("No field 'c'. The keys are: a, b.");
        fields.Invoking(f => f[2]).Should().Throw<ArgumentOutOfRangeException>();
        fields.Invoking(f => f[-1]).Should().Throw<ArgumentOutOfRangeException>();
        default(LogFields).Invoking(f => f[0]).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Without_fields_everything_is_empty()
    {
        var fields = Logged.Entry(log => log.Info("m")).Fields;

        fields.Should().BeEmpty();
        fields.Keys.Should().BeEmpty();
        fields.ToString().Should().BeEmpty();
        fields.Equals(default).Should().BeTrue();
    }

    [Fact]
    public void Fields_are_equal_where_they_are_those_of_one_entry()
    {
        var entry = Logged.Entry(log => log.Info("m", ("a", 1)));
        var other = Logged.Entry(log => log.Info("m", ("a", 1)));

        (entry.Fields == entry.Fields).Should().BeTrue();
        (entry.Fields != other.Fields).Should().BeTrue();
        entry.Fields.GetHashCode().Should().Be(entry.Fields.GetHashCode());
        entry.Fields.Equals((object)"x").Should().BeFalse();
    }

    private sealed class Throwing
    {
        public string Name => throw new InvalidOperationException("never read");

        public override string ToString() => throw new InvalidOperationException("never asked");
    }
}
