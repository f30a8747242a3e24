using Microsoft.CodeAnalysis.CodeFixes;

namespace ConvLog.Analyzers.Tests;

public class CatchFixesTests
{
    [Theory]
    [InlineData("""conv.RunFunction("save", () => { try { Save(); } catch { } });""",
        """conv.RunFunction("save", () => { try { Save(); } catch (Exception e) { conv.Log.Error("save failed", e); } });""")]
    [InlineData("""conv.RunFunction("save", () => { try { Save(); return 1; } catch (TimeoutException) { return 0; } });""",
        """conv.RunFunction("save", () => { try { Save(); return 1; } catch (TimeoutException e) { conv.Log.Error("save failed", e); return 0; } });""")]
    [InlineData("""conv.RunFunction("save", call => { try { Save(); } catch (TimeoutException failure) when (slot > 1) { } return 1; });""",
        """conv.RunFunction("save", call => { try { Save(); } catch (TimeoutException failure) when (slot > 1) { call.Log.Error("save failed", failure); } return 1; });""")]
    [InlineData("using var call = conv.BeginFunction(\"save\");\ntry\n{\n    Save();\n}\ncatch (Exception) // it may fail\n{\n    call.Complete();\n}",
        "using var call = conv.BeginFunction(\"save\");\ntry\n{\n    Save();\n}\ncatch (Exception e) // it may fail\n{\n    call.Log.Error(\"save failed\", e);\n    call.Complete();\n}")]
    [InlineData("int e = 1;\nusing var call = conv.BeginFunction(\"save\");\ntry { Save(); } catch (Exception) { e++; }",
        "int e = 1;\nusing var call = conv.BeginFunction(\"save\");\ntry { Save(); } catch (Exception e2) { call.Log.Error(\"save failed\", e2); e++; }")]
    public Task The_failure_is_logged_with_the_available_logger(string statements, string expected) => FixedCode.IsAsync(statements, "CL0011", expected);

    [Fact]
    public async Task No_fix_is_offered_without_an_available_logger()
        => (await FixedCode.TitlesAsync("""Conversation Open() => conv; Open().RunFunction("save", static () => { try { Save(); } catch { } });""", "CL0011"))
            .Should().BeEmpty();

    [Fact]
    public async Task Fix_all_covers_a_document_project_or_solution()
    {
        foreach (var scope in new[] { FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution })
        {
            await FixedCode.AllAreAsync(
                "using var call = conv.BeginFunction(\"save\");\ntry { Save(); } catch { }\ntry { Save(); } catch (TimeoutException) { Save(); }", "CL0011",
                "using var call = conv.BeginFunction(\"save\");\ntry { Save(); } catch (Exception e) { call.Log.Error(\"save failed\", e); }\n"
                    + "try { Save(); } catch (TimeoutException e) { call.Log.Error(\"save failed\", e); Save(); }", scope);
        }
    }
}
