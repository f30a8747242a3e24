namespace ConvLog.Analyzers.Tests;

public class SequenceFixesTests
{
    [Theory]
    [InlineData("""conv.Log.Info("Found", ("slots", slots.Where(s => s > 1)), ("n", 1));""",
        """conv.Log.Info("Found", ("slots", slots.Where(s => s > 1).ToArray()), ("n", 1));""")]
    [InlineData("""var all = slots.Skip(1); conv.Log.Info("Found", new { all });""",
        """var all = slots.Skip(1); conv.Log.Info("Found", new { all = all.ToArray() });""")]
    [InlineData("""IEnumerable<int>? all = slots.Count > 1 ? slots.Skip(1) : null; conv.Log.Info("Found", ("all", all));""",
        """IEnumerable<int>? all = slots.Count > 1 ? slots.Skip(1) : null; conv.Log.Info("Found", ("all", all?.ToArray()));""")]
    [InlineData("""conv.Log.Info("Found", ("all", from s in slots select s + 1));""",
        """conv.Log.Info("Found", ("all", (from s in slots select s + 1).ToArray()));""")]
    [InlineData("""using var call = conv.BeginFunction("find"); call.Complete(slots.Skip(1));""",
        """using var call = conv.BeginFunction("find"); call.Complete(slots.Skip(1).ToArray());""")]
    [InlineData("""conv.RunFunction("find", () => slots.Skip(1));""",
        """conv.RunFunction("find", () => slots.Skip(1).ToArray());""")]
    public Task The_items_are_logged(string statements, string expected) => FixedCode.IsAsync(statements, "CL0013", expected);

    [Fact]
    public async Task No_fix_is_offered_for_an_asynchronous_sequence()
        => (await FixedCode.TitlesAsync("""IAsyncEnumerable<int>? all = null; all = all ?? throw new Exception(); conv.Log.Info("Found", ("all", all));""",
            "CL0013")).Should().BeEmpty();
}
