using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvLog.Analyzers.Tests.Edits;

public class FixProviderTests
{
    [Theory]
    [InlineData("""conv.Log.Info("Seen", ("email", email));""", """conv.Log.Info("Seen", LogField.Pii("email", email));""", "Make the field personal")]
    [InlineData("""conv.Log.Info("Seen", LogField.Of("email", email), ("n", 1));""", """conv.Log.Info("Seen", LogField.Pii("email", email), ("n", 1));""",
        "Make the field personal")]
    [InlineData("""conv.Log.Info("Seen", ("email", email)); // kept""", """conv.Log.Info("Seen", ("email", email), isPii: true); // kept""",
        "Make the entry personal")]
    [InlineData("""conv.Log.Info("Seen", ("email", email), isPii: false);""", """conv.Log.Info("Seen", ("email", email), isPii: true);""",
        "Make the entry personal")]
    [InlineData("""conv.Log.Info("Seen", false, ("email", email));""", """conv.Log.Info("Seen", true, ("email", email));""", "Make the entry personal")]
    [InlineData("""conv.Log.Info("Seen", new { email });""", """conv.Log.Info("Seen", new { email }, isPii: true);""", "Make the entry personal")]
    [InlineData("""conv.Log.Info($"Mail to {email}");""", """conv.Log.Info($"Mail to {email}", isPii: true);""", "Make the entry personal")]
    public Task Personal_data_is_hidden(string statements, string expected, string title) => FixedCode.IsAsync(statements, "CL0001", expected, title);

    [Theory]
    [InlineData("""conv.Log.Info($"Slot {slot} chosen");""", """conv.Log.Info("Slot chosen", ("slot", slot));""")]
    [InlineData("""conv.Log.Info($"Slot: {slot}, price: {price:F2}.");""", """conv.Log.Info("Slot, price.", ("slot", slot), ("price", price));""")]
    [InlineData("""conv.Log.Info("Slot " + slot, ("slot", 1));""", """conv.Log.Info("Slot", ("slot2", slot), ("slot", 1));""")]
    [InlineData("""conv.Log.Info($"Slot {slot} (of {price})", isPii: true);""",
        """conv.Log.Info("Slot (of )", ("slot", slot), ("price", price), isPii: true);""")]
    [InlineData("""conv.Log.Info($"Length {email.Trim().Length} of {conv.Info.AgentId}");""",
        """conv.Log.Info("Length of", ("length", email.Trim().Length), ("agent_id", conv.Info.AgentId));""")]
    [InlineData("""try { Save(); } catch (Exception e) { conv.Log.Error($"Save of {slot} failed: {e.Message}"); }""",
        """try { Save(); } catch (Exception e) { conv.Log.Error("Save of failed", e, ("slot", slot)); }""")]
    public Task Values_become_fields(string statements, string expected) => FixedCode.IsAsync(statements, "CL0002", expected);

    [Theory]
    [InlineData("CL0003", """conv.Log.Info("Slot {Slot} chosen", ("slot", slot));""", """conv.Log.Info("Slot chosen", ("slot", slot));""")]
    [InlineData("CL0003", """conv.Log.Info("Slot: %s");""", """conv.Log.Info("Slot");""")]
    [InlineData("CL0004", """conv.Log.Info("Seen", ("pii", true), ("slot", slot));""", """conv.Log.Info("Seen", ("slot", slot), isPii: true);""")]
    [InlineData("CL0004", """conv.Log.Info("Seen", ("slot", slot), ("is_pii", true));""", """conv.Log.Info("Seen", ("slot", slot), isPii: true);""")]
    [InlineData("CL0005", """conv.Log.Info("Seen", ("level", slot));""", """conv.Log.Info("Seen", ("field_level", slot));""")]
    [InlineData("CL0006", """try { Save(); } catch (Exception e) { conv.Log.Error("Failed", ("error", e.Message), ("slot", slot)); }""",
        """try { Save(); } catch (Exception e) { conv.Log.Error("Failed", e, ("slot", slot)); }""")]
    [InlineData("CL0006", """try { Save(); } catch (Exception e) { conv.Log.Error("Failed", e, ("error", e)); }""",
        """try { Save(); } catch (Exception e) { conv.Log.Error("Failed", e); }""")]
    [InlineData("CL0009", """conv.Log.Info("Sent", ("to", "ada@example.com"));""", """conv.Log.Info("Sent", LogField.Pii("to", "ada@example.com"));""")]
    [InlineData("CL0010", """
        // The call.
        var call = conv.BeginFunction("save");
        call.Complete();
        """, """
        // The call.
        using var call = conv.BeginFunction("save");
        call.Complete();
        """)]
    [InlineData("CL0012", "await conv.FlushAsync();", "_ = await conv.FlushAsync();")]
    public Task Other_diagnostics_are_fixed(string rule, string statements, string expected) => FixedCode.IsAsync(statements, rule, expected);

    [Theory]
    [InlineData("""
        {
            Save();
            // The call.
            var call = conv.BeginFunction("save");
            Save(); // Done.
            call.Complete();
        }
        """, """
        {
            Save();
            // The call.
            using (var call = conv.BeginFunction("save"))
            {
                Save(); // Done.
                call.Complete();
            }
        }
        """)]
    public Task In_older_CSharp_a_function_event_gets_a_using_statement(string statements, string expected)
        => FixedCode.IsAsync(statements, "CL0010", expected, language: LanguageVersion.CSharp7_3);

    [Theory]
    [InlineData("CL0002", """var text = $"Slot {slot}"; conv.Log.Info(text);""")]
    [InlineData("CL0005", """conv.Log.Info("Seen", ("a", 1), ("a", 2));""")]
    [InlineData("CL0007", """foreach (var item in new[] { 1 }) { conv.Log.Info("Seen", ("item", item)); }""")]
    [InlineData("CL0007", """slots.ForEach(item => conv.Log.Info("Seen", ("item", item)));""")]
    public async Task No_fix_is_offered_where_only_the_author_can_decide(string rule, string statements)
        => (await FixedCode.TitlesAsync(statements, rule)).Should().BeEmpty();

    [Fact]
    public async Task For_personal_data_the_fix_of_the_field_is_offered_first()
        => (await FixedCode.TitlesAsync("""conv.Log.Info("Seen", ("email", email));""", "CL0001"))
            .Should().Equal("Make the field personal", "Make the entry personal");

    [Theory]
    [InlineData("CL0001", """("email", email)""", """LogField.Pii("email", email)""", "Make the field personal")]
    [InlineData("CL0004", """("n", 1), ("pii", true)""", """("n", 1), isPii: true""", null)]
    [InlineData("CL0005", """("level", 1)""", """("field_level", 1)""", null)]
    [InlineData("CL0009", """("to", "ada@example.com")""", """LogField.Pii("to", "ada@example.com")""", "Make the field personal")]
    public async Task Fix_all_covers_a_document_project_or_solution(string rule, string field, string expected, string? title)
    {
        string Twice(string fields) => $"conv.Log.Info(\"Seen\", {fields});\nconv.Log.Error(\"Again\", {fields});";
        foreach (var scope in new[] { FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution })
        {
            await FixedCode.AllAreAsync(Twice(field), rule, Twice(expected), scope, title);
        }
    }

    [Theory]
    [InlineData("CL0002", "conv.Log.Info($\"Slot {slot}\");\nconv.Log.Info($\"Price {price}\");",
        "conv.Log.Info(\"Slot\", (\"slot\", slot));\nconv.Log.Info(\"Price\", (\"price\", price));")]
    [InlineData("CL0003", "conv.Log.Info(\"Slot {0}\");\nconv.Log.Info(\"Price {1}\");", "conv.Log.Info(\"Slot\");\nconv.Log.Info(\"Price\");")]
    [InlineData("CL0010", "var a = conv.BeginFunction(\"a\");\na.Complete();\nvar b = conv.BeginFunction(\"b\");\nb.Complete();",
        "using var a = conv.BeginFunction(\"a\");\na.Complete();\nusing var b = conv.BeginFunction(\"b\");\nb.Complete();")]
    [InlineData("CL0012", "await conv.FlushAsync();\nawait conv.FlushAsync();", "_ = await conv.FlushAsync();\n_ = await conv.FlushAsync();")]
    [InlineData("CL0006", "try { Save(); } catch (Exception e) { conv.Log.Error(\"A\", (\"e\", e)); }\ntry { Save(); } catch (Exception e) { conv.Log.Error(\"B\", (\"e\", e)); }",
        "try { Save(); } catch (Exception e) { conv.Log.Error(\"A\", e); }\ntry { Save(); } catch (Exception e) { conv.Log.Error(\"B\", e); }")]
    public async Task Fix_all_covers_all_statements(string rule, string statements, string expected)
    {
        await FixedCode.AllAreAsync(statements, rule, expected, FixAllScope.Document);
        await FixedCode.AllAreAsync(statements, rule, expected, FixAllScope.Solution);
    }
}
