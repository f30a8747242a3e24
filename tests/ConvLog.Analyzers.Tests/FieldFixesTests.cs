using Microsoft.CodeAnalysis.CodeFixes;

namespace ConvLog.Analyzers.Tests;

public class FieldFixesTests
{
    private const string Ambiguous = "CS0457";

    [Theory]
    [InlineData("""ulong id = 5; conv.Log.Info("Booked", ("id", id), ("n", 1));""",
        """ulong id = 5; conv.Log.Info("Booked", LogField.Of("id", id), ("n", 1));""")]
    [InlineData("""nuint size = 5; conv.Log.Error("Booked", isPii: true, (Key: "size", size + 1));""",
        """nuint size = 5; conv.Log.Error("Booked", isPii: true, LogField.Of("size", size + 1));""")]
    [InlineData("""conv.Log.Info("Booked", ("n", 1), ("big", 5UL * (ulong)slot));""",
        """conv.Log.Info("Booked", ("n", 1), LogField.Of("big", 5UL * (ulong)slot));""")]
    [InlineData("""LogField field = ("big", (ulong)slot); conv.Log.Info("Booked", [field, ("n", (ulong)slot)]);""",
        """LogField field = LogField.Of("big", (ulong)slot); conv.Log.Info("Booked", [field, LogField.Of("n", (ulong)slot)]);""")]
    public Task A_number_without_an_implicit_conversion_is_logged_exactly(string statements, string expected)
        => FixedCode.AllAreAsync(statements, Ambiguous, expected, FixAllScope.Project);

    [Fact]
    public async Task Other_ambiguous_conversions_get_no_fix()
        => (await FixedCode.TitlesAsync("Mark mark = (\"n\", 5UL); } struct Mark { public static implicit operator Mark((string, float) of) => default; "
            + "public static implicit operator Mark((string, decimal) of) => default; } async Task MoreAsync() {", Ambiguous)).Should().BeEmpty();
}
