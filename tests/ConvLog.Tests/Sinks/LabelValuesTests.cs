using ConvLog.Sinks;

namespace ConvLog.Tests.Sinks;

public class LabelValuesTests
{
    [Fact]
    public void The_first_values_are_kept_and_all_others_share_one_value()
    {
        var labels = new LabelValues();
        string[] names = [.. Enumerable.Range(0, 10 * LabelValues.Most).Select(static i => $"invented_{i}")];
        string?[] bound = [.. names.Select(labels.Bound)];

        bound.Take(LabelValues.Most).Should().Equal(names.Take(LabelValues.Most));
        bound.Skip(LabelValues.Most).Distinct(StringComparer.Ordinal).Should().Equal(LabelValues.Other);
        labels.Bound(names[0]).Should().Be(names[0], "what is known stays");
    }

    [Fact]
    public void Long_values_become_other_and_null_remains_null()
    {
        var labels = new LabelValues();

        labels.Bound(new string('x', 257)).Should().Be(LabelValues.Other);
        labels.Bound(null).Should().BeNull();
    }

    [Fact]
    public void Concurrent_values_do_not_exceed_the_limit()
    {
        var labels = new LabelValues();
        string?[] bound = new string?[4_000];
        Parallel.For(0, bound.Length, i => bound[i] = labels.Bound($"f{i}"));

        bound.Distinct(StringComparer.Ordinal).Should().HaveCount(LabelValues.Most + 1);
    }
}
