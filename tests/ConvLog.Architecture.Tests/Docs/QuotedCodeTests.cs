using Microsoft.CodeAnalysis.CSharp;

namespace ConvLog.Architecture.Tests.Docs;

/// <summary>Quoted code compiles with the newest and the oldest supported C#.</summary>
public class QuotedCodeTests
{
    public static TheoryData<string> Pages() => [.. Page.All.Select(static page => page.Path)];

    [Fact]
    public void The_readme_quotes_code() => CodeBlock.Of(Page.At("README.md"), "csharp").Should().NotBeEmpty();

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_csharp_block_in_a_page_compiles(string page)
        => CodeBlock.Of(Page.At(page), "csharp")
            .SelectMany(static block
            => new[] { LanguageVersion.CSharp12, LanguageVersion.Preview }.SelectMany(version => BlockCompilation.Errors(block, version)))
            .ShouldBeNone($"Mend the code, or, for a name that every reader has, add it to {nameof(BlockAssumptions)}.");

    // Copied code causes no warnings of ConvLog's analyzers. The rule pages are excluded because they show violations.
    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_csharp_block_in_a_page_follows_the_analyzer_rules(string page)
    {
        var blocks = page.StartsWith("docs/rules/CL", StringComparison.Ordinal) ? [] : CodeBlock.Of(Page.At(page), "csharp");
        var broken = new List<string>();
        foreach (var block in blocks)
        {
            broken.AddRange(await BlockCompilation.BrokenRulesAsync(block));
        }

        broken.ShouldBeNone("Mend the code: a reader copies it.");
    }

    // They compile as printed in the project that dotnet new makes, with its implicit usings.
    [Theory]
    [InlineData("docs/dotnet.md")]
    [InlineData("docs/extensions-ai.md")]
    [InlineData("docs/opentelemetry.md")]
    [InlineData("docs/coding-agents.md")]
    [InlineData("docs/testing-a-host.md")]
    public void Every_csharp_block_for_a_host_is_a_whole_file(string page)
    {
        var blocks = CodeBlock.Of(Page.At(page), "csharp").ToList();

        blocks.Should().NotBeEmpty();
        blocks.Where(static block => block.Template is null).Select(static block => $"{block.Page}({block.Line})")
            .ShouldBeNone("Make it a whole file, and write the template after the language: ```csharp web");
    }

    [Fact]
    public void The_code_shown_in_an_empty_console_compiles()
    {
        const string List = "src/ConvLog.AspNetCore/Pages/Parts/EmptyList.razor.cs";
        var lines = Repository.Files.Single(static file => string.Equals(file.Path, List, StringComparison.Ordinal)).Lines;
        int first = lines.Index().Single(static line => line.Item.Contains("string Code = \"\"\"", StringComparison.Ordinal)).Index + 1;
        var code = lines.Skip(first).TakeWhile(static line => !line.Contains("\"\"\"", StringComparison.Ordinal));
        var block = new CodeBlock(List, first + 1, string.Join('\n', code));

        block.Code.Should().Contain("LogField.Pii");
        BlockCompilation.Errors(block, LanguageVersion.CSharp12).Should().BeEmpty();
    }

    [Fact]
    public void The_documented_store_is_the_tested_one()
    {
        var tested = Repository.Files.Single(static file => file.Path.EndsWith("JsonLines.Tests/MeasuredStore.cs", StringComparison.Ordinal)).Lines;
        var code = tested.SkipWhile(static line => !line.StartsWith("public sealed class", StringComparison.Ordinal));

        string.Join('\n', Page.At("docs/extend.md").Lines).Should().Contain(string.Join('\n', code).TrimEnd());
    }

    [Fact]
    public void The_documented_filter_for_Semantic_Kernel_is_the_tested_one()
    {
        const string Begin = "sealed class LoggedFunctions";
        var tested = Repository.Files.Single(static file => file.Path.EndsWith("Frameworks/LoggedFunctions.cs", StringComparison.Ordinal)).Lines;
        var code = tested.SkipWhile(static line => !line.Contains(Begin, StringComparison.Ordinal)).ToList();
        code[0] = code[0][code[0].IndexOf(Begin, StringComparison.Ordinal)..];

        string.Join('\n', Page.At("docs/extensions-ai.md").Lines).Should().Contain(string.Join('\n', code).TrimEnd());
    }

    [Fact]
    public void A_block_that_does_not_compile_is_reported_with_page_and_line()
    {
        var block = new CodeBlock("docs/page.md", Line: 7, "conv.Log.Info(\"first\");\nconv.Log.Inform(\"second\");");

        BlockCompilation.Errors(block, LanguageVersion.CSharp12).Should().ContainSingle().Which.Should().StartWith("docs/page.md(8): CS1061");
    }
}
