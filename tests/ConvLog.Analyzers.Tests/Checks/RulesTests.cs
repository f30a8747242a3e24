using System.Reflection;
using System.Text.RegularExpressions;
using ConvLog.Analyzers.Checks;
using ConvLog.Tests.Shared;
using Microsoft.CodeAnalysis;

namespace ConvLog.Analyzers.Tests.Checks;

/// <summary>Each rule has a page in docs/rules, and the code on the page is reported as the page says.</summary>
public partial class RulesTests
{
    private static readonly DiagnosticDescriptor[] s_rules =
        [.. typeof(Rules).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => (DiagnosticDescriptor)field.GetValue(null)!)];

    public static TheoryData<string> Ids() => [.. s_rules.Select(static rule => rule.Id)];

    [Fact]
    public void There_are_fifteen_rules_and_each_is_reported_by_an_analyzer()
    {
        s_rules.Select(static rule => rule.Id).Should().Equal(Enumerable.Range(1, 15).Select(static number => $"CL{number:0000}"));
        new LogCallAnalyzer().SupportedDiagnostics.Concat(new LifetimeAnalyzer().SupportedDiagnostics).Should().BeEquivalentTo(s_rules);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_has_a_page_and_a_row(string id)
    {
        var rule = s_rules.Single(rule => string.Equals(rule.Id, id, StringComparison.Ordinal));

        string severity = rule.DefaultSeverity == DiagnosticSeverity.Info ? "suggestion" : "warning";
        Page(id).Should().StartWith($"# {id}: {rule.Title}\n").And.Contain($"Category {rule.Category}, {severity}, on by default.");
        Page("README").Should().Contain($"| [{id}]({id}.md) | {rule.Title} |");
        rule.DefaultSeverity.Should().Be(id is "CL0014" ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_code_of_a_page_is_reported_where_the_page_says(string id)
    {
        string[] blocks = [.. Blocks().Matches(Page(id)).Select(static match => match.Value)];

        blocks[0].Should().Contain($"// {id}");
        blocks[^1].Should().NotContain("// CL");
        foreach (string block in blocks)
        {
            await CheckedCode.HoldsForFileAsync($$"""
                {{CheckedCode.Usings}} using System.IO; using System.Net.Http;
                {{string.Concat(Types().Matches(block).Select(static match => match.Value))}}
                public class Page
                {
                    public async Task RunAsync(Conversation conv, string email, string phone)
                    {
                {{Types().Replace(block, "")}}
                await Task.CompletedTask;
                    }
                }
                """);
        }
    }

    private static string Page(string name) => File.ReadAllText(Path.Combine(Checkout.Root, "docs", "rules", name + ".md"));

    // A method cannot declare types, so the types of a page are placed outside it.
    [GeneratedRegex("^record .*\n", RegexOptions.Multiline, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Types();

    [GeneratedRegex("(?<=```csharp\n).*?(?=```)", RegexOptions.Singleline, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Blocks();
}
