using Microsoft.CodeAnalysis.CodeFixes;

namespace ConvLog.Analyzers.Tests;

public class LoopFixesTests
{
    [Theory]
    [InlineData("""foreach (var item in slots) { conv.Log.Info("Slot free", ("item", item)); }""", """conv.Log.Info("Slot free", ("item", slots));""")]
    [InlineData("""foreach (var one in orders) conv.Log.Info("Order seen", ("id", one.Id), ("n", 1));""",
        """conv.Log.Info("Order seen", ("id", orders.Select(one => one.Id).ToArray()), ("n", 1));""")]
    [InlineData("""foreach (var one in orders) { conv.Log.Info("Order seen", LogField.Pii("note", one.Note)); }""",
        """conv.Log.Info("Order seen", LogField.Pii("note", orders.Select(one => one.Note).ToArray()));""")]
    [InlineData("""foreach (var one in orders) { conv.Log.Info("Order seen", isPii: true); }""",
        """conv.Log.Info("Order seen", ("count", orders.Length), isPii: true);""")]
    [InlineData("foreach (var item in slots)\n{\n    conv.Log.Info(\"Slot free\", (\"item\", item));\n    Save();\n}",
        "foreach (var item in slots)\n{\n    Save();\n}\nconv.Log.Info(\"Slot free\", (\"item\", slots));")]
    public Task One_entry_after_the_loop_holds_the_values_of_all_items(string statements, string expected)
        => FixedCode.IsAsync(statements, "CL0007", expected);

    [Theory]
    [InlineData("""foreach (var item in slots.Where(n => n > 1)) { conv.Log.Info("Seen", ("item", item)); }""")]
    [InlineData("""foreach (var item in slots) { conv.Log.Info($"Seen {item}"); }""")]
    [InlineData("""foreach (var item in slots) { var twice = item * 2; conv.Log.Info("Seen", ("twice", twice)); }""")]
    [InlineData("""foreach (var item in slots) { conv.Log.Info("Seen", ("twice", item * 2)); }""")]
    [InlineData("""foreach (var one in orders) { one.A = 1; conv.Log.Info("Seen", ("a", one.A)); }""")]
    [InlineData("""for (int i = 0; i < orders.Length; i++) { conv.Log.Info("Seen", ("a", orders[i].A)); }""")]
    public async Task No_fix_is_offered_where_the_values_may_differ_after_the_loop(string statements)
        => (await FixedCode.TitlesAsync(statements, "CL0007")).Should().BeEmpty();

    [Theory]
    [InlineData(FixAllScope.Document)]
    [InlineData(FixAllScope.Project)]
    [InlineData(FixAllScope.Solution)]
    public Task Fix_all_covers_every_loop(FixAllScope scope) => FixedCode.AllAreAsync(
        "foreach (var item in slots) { conv.Log.Info(\"A\", (\"item\", item)); }\nforeach (var one in orders) { conv.Log.Info(\"B\", (\"id\", one.Id)); }", "CL0007",
        "conv.Log.Info(\"A\", (\"item\", slots));\nconv.Log.Info(\"B\", (\"id\", orders.Select(one => one.Id).ToArray()));", scope);
}
