using Microsoft.CodeAnalysis.CodeFixes;

namespace ConvLog.Analyzers.Tests;

public class DumpFixesTests
{
    private const string Members = """
        ("order_id", order.Id), ("order_total", order.Total), ("order_a", order.A), ("order_b", order.B), ("order_c", order.C), ("order_d", order.D)
        """;

    [Theory]
    [InlineData("""conv.Log.Info("Seen", ("order", order), ("n", 1));""", $$"""conv.Log.Info("Seen", {{Members}}, ("n", 1));""",
        "Log its members that hold no text")]
    [InlineData("""conv.Log.Info("Seen", order);""",
        """conv.Log.Info("Seen", ("id", order.Id), ("total", order.Total), ("a", order.A), ("b", order.B), ("c", order.C), ("d", order.D));""",
        "Log its members that hold no text")]
    [InlineData("""conv.Log.Info("Seen", ("order", order));""", """conv.Log.Info("Seen", LogField.Pii("order", order));""", "Make the field personal")]
    [InlineData("""conv.Log.Info("Seen", ("request", new System.Net.Http.HttpRequestMessage()));""",
        """conv.Log.Info("Seen", LogField.Pii("request", new System.Net.Http.HttpRequestMessage()));""", "Make the field personal")]
    public Task An_object_is_replaced_by_its_members_or_made_personal(string statements, string expected, string title)
        => FixedCode.IsAsync(statements, "CL0008", expected, title);

    [Theory]
    [InlineData("""conv.Log.Info("Seen", ("orders", orders));""")]
    [InlineData("""conv.Log.Info("Seen", ("order", new Order()));""")]
    public async Task A_value_without_members_or_a_name_can_only_be_made_personal(string statements)
        => (await FixedCode.TitlesAsync(statements, "CL0008")).Should().Equal("Make the field personal");

    [Fact]
    public async Task Fix_all_covers_a_document_project_or_solution()
    {
        foreach (var scope in new[] { FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution })
        {
            await FixedCode.AllAreAsync("conv.Log.Info(\"A\", (\"order\", order));\nconv.Log.Info(\"B\", (\"order\", order));", "CL0008",
                $"conv.Log.Info(\"A\", {Members});\nconv.Log.Info(\"B\", {Members});", scope, "Log its members that hold no text");
        }
    }
}
