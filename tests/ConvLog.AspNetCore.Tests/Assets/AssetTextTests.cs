using System.Text;
using System.Text.RegularExpressions;
using ConvLog.AspNetCore.Assets;

namespace ConvLog.AspNetCore.Tests.Assets;

public sealed partial class AssetTextTests
{
    [Theory]
    [InlineData("  .a, .b { color: red; margin: 0 1px; }", true, ".a,.b{color:red;margin:0 1px;}")]
    [InlineData(".a::before { content: \", \"; }", true, ".a::before { content: \", \"; }")]
    [InlineData(".a .b > .c + .d {", true, ".a .b > .c + .d{")]
    [InlineData("width: calc(100% - 2px);", true, "width:calc(100% - 2px);")]
    [InlineData("  const a = { b: [1, 2] };", false, "const a = { b: [1, 2] };")]
    [InlineData("  // why", false, null)]
    [InlineData("/* what */", true, null)]
    [InlineData("   ", true, null)]
    [InlineData("a: /* not all of it */ 1;", true, "a:/* not all of it */ 1;")]
    public void Assets_are_minified(string line, bool isStyle, string? needed) => AssetText.Shortened(line, isStyle).Should().Be(needed);

    // The limit was 10 KiB before the list got search suggestions and row shortcuts, and the conversation page got live updates, a zoomable overview and
    // redacted copies; 17 KiB before pages asked for confirmation to discard an unsent text; 18 KiB before bars of controls became one tab stop; 19 KiB before
    // it gave suggestions their roles, which makes each list lighter by more.
    [Fact]
    public void The_scripts_stay_within_their_size_limit()
    {
        int[] later = [.. ((string[])["brush.js", "typed.js"]).Select(static module => ConsoleAssets.Modules[module].Content.Length)];
        WithImports(ConsoleAssets.ReviewScript).Sum(static module => module.Content.Length).Should().BeLessThan(19 * 1_024);
        (WithImports(ConsoleAssets.Script).Sum(static module => module.Content.Length) - later.Sum()).Should().BeLessThan(20 * 1_024);
        later.Should().OnlyContain(static length => length < 4 * 1_024);
        Encoding.UTF8.GetString(ConsoleAssets.Script.Content.Span).Should().Contain($" import(\"./{ConsoleAssets.Modules["brush.js"].FileName}\")",
            "it is loaded only when someone comes to a plot");
        Encoding.UTF8.GetString(ConsoleAssets.Modules["find.js"].Content.Span).Should().Contain($" import(\"./{ConsoleAssets.Modules["typed.js"].FileName}\")",
            "it is loaded only when someone types into the box");
    }

    [Fact]
    public void Script_modules_import_each_other_by_their_served_names()
    {
        string[] served = [.. ConsoleAssets.Modules.Values.Select(static module => module.FileName)];
        string[] imports = [.. ConsoleAssets.Modules.Values.SelectMany(static module => Import().Matches(Encoding.UTF8.GetString(module.Content.Span))
            .Select(static match => match.Groups["name"].Value))];

        served.Should().OnlyHaveUniqueItems();
        imports.Should().HaveCountGreaterThan(10).And.BeSubsetOf(served);
    }

    [Fact]
    public void Each_script_is_loaded_by_the_pages_that_need_it()
    {
        Loaded(ConsoleAssets.Script).Should().NotContain(["live.js", "tail.js", "review.js", "append.js", "strip.js"]);
        Loaded(ConsoleAssets.LiveScript).Should().BeEquivalentTo([.. Loaded(ConsoleAssets.Script), "live.js", "tail.js"]);
        Loaded(ConsoleAssets.ReviewScript).Should().BeEquivalentTo(
        [
            .. Loaded(ConsoleAssets.Script).Except(["console.js", "bars.js", "find.js", "typed.js", "list.js", "brush.js"], StringComparer.Ordinal),
            "review.js", "append.js", "strip.js",
        ]);
        Loaded(ConsoleAssets.LiveScript).Union(Loaded(ConsoleAssets.ReviewScript), StringComparer.Ordinal).Should().BeEquivalentTo(ConsoleAssets.Modules.Keys);
        ConsoleAssets.Modules.Keys.Should()
            .BeEquivalentTo(typeof(ConsoleAssets).Assembly.GetManifestResourceNames().Where(static name => name.EndsWith(".js", StringComparison.Ordinal)));
    }

    private static string[] Loaded(ConsoleAsset entry)
        => [.. ConsoleAssets.Modules.Where(module => WithImports(entry).Contains(module.Value)).Select(static module => module.Key)];

    private static HashSet<ConsoleAsset> WithImports(ConsoleAsset entry)
    {
        var found = new HashSet<ConsoleAsset> { entry };
        var open = new Stack<ConsoleAsset>(found);
        while (open.TryPop(out var module))
        {
            string text = Encoding.UTF8.GetString(module.Content.Span);
            foreach (var import in ConsoleAssets.Modules.Values.Where(other => text.Contains($"\"./{other.FileName}\"", StringComparison.Ordinal))
                .Where(found.Add))
            {
                open.Push(import);
            }
        }

        return found;
    }

    [GeneratedRegex("""^import (\{[^}]*\} from )?"\./(?<name>[^"]+)";$""",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Import();
}
