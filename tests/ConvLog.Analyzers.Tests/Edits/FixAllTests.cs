using System.Diagnostics;
using ConvLog.Tests.Shared;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ConvLog.Analyzers.Tests.Edits;

public class FixAllTests
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
          <ItemGroup>
            <Reference Include="{0}/ConvLog.dll" />
            <Analyzer Include="{0}/ConvLog.Analyzers.dll" />
            <Analyzer Include="{0}/ConvLog.Analyzers.CodeFixes.dll" />
          </ItemGroup>
        </Project>
        """;

    // For several rules, a diagnostic without a fix precedes the one with a fix.
    private const string Code = """
        using ConvLog;

        class Functions
        {
            void Save() { }

            async Task RunAsync(Conversation conv, string email, string slot, List<string> slots, HttpRequestMessage request)
            {
                var text = $"2 {slot}";
                conv.Log.Info(text);
                conv.Log.Info("5", ("a", 1), ("a", 2));
                slots.ForEach(item => conv.Log.Info("7", ("item", item)));
                conv.BeginFunction("10");
                conv.Log.Info("1", ("email", email));
                conv.Log.Info($"Slot {slot}");
                conv.Log.Info("3 {Slot}", ("slot", slot));
                conv.Log.Info("4", ("slot", slot), ("pii", true));
                conv.Log.Info("5", ("level", slot));
                try { Save(); } catch (Exception e) { conv.Log.Error("6", ("error", e.Message)); }
                foreach (var s in slots)
                {
                    conv.Log.Info("7", ("slot", s));
                }

                conv.Log.Info("8", ("request", request));
                conv.Log.Info("9", ("to", "ada@example.com"));
                var call = conv.BeginFunction("10");
                call.Complete();
                using var other = conv.BeginFunction("11");
                try { Save(); } catch (Exception) { }
                other.Complete();
                await conv.FlushAsync();
            }
        }
        """;

    private static readonly string[] s_fixed =
    [
        """conv.Log.Info("1", LogField.Pii("email", email));""", """conv.Log.Info("Slot", ("slot", slot));""", """conv.Log.Info("3", ("slot", slot));""",
        """conv.Log.Info("4", ("slot", slot), isPii: true);""", """conv.Log.Info("5", ("field_level", slot));""",
        """catch (Exception e) { conv.Log.Error("6", e); }""", """conv.Log.Info("7", ("slot", slots));""",
        """("request_version_policy", request.VersionPolicy)""", """LogField.Pii("to", "ada@example.com")""",
        """using var call = conv.BeginFunction("10");""", """catch (Exception e) { call.Log.Error("10 failed", e); }""", "_ = await conv.FlushAsync();",
    ];

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task The_formatter_of_the_SDK_fixes_all_rules_that_have_a_fix()
    {
        string folder = Directory.CreateTempSubdirectory("convlog-format").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "functions.csproj"), Project.Replace("{0}", AppContext.BaseDirectory.TrimEnd('/', '\\'),
                StringComparison.Ordinal));
            await File.WriteAllTextAsync(Path.Combine(folder, "Functions.cs"), Code);
            await RunAsync(folder, "restore");

            var ids = new LogCallAnalyzer().SupportedDiagnostics.Concat(new LifetimeAnalyzer().SupportedDiagnostics).Select(static rule => rule.Id);
            string said = await RunAsync(folder, ["format", "analyzers", "--no-restore", "--severity", "info", "-v", "diag", "--diagnostics", .. ids]);

            said.Should().NotContain("Unable to fix");
            (await File.ReadAllTextAsync(Path.Combine(folder, "Functions.cs"))).Should().ContainAll(s_fixed);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("CL0002", "var text = $\"Slot {slot}\";\nconv.Log.Info(text);\nconv.Log.Info($\"Slot {slot}\");",
        "var text = $\"Slot {slot}\";\nconv.Log.Info(text);\nconv.Log.Info(\"Slot\", (\"slot\", slot));")]
    [InlineData("CL0005", "conv.Log.Info(\"Seen\", (\"a\", 1), (\"a\", 2));\nconv.Log.Info(\"Seen\", (\"level\", 1));",
        "conv.Log.Info(\"Seen\", (\"a\", 1), (\"a\", 2));\nconv.Log.Info(\"Seen\", (\"field_level\", 1));")]
    public async Task Fix_all_without_a_title_applies_the_first_fix_of_each_diagnostic(string rule, string statements, string expected)
    {
        foreach (var scope in new[] { FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution })
        {
            await FixedCode.AllAreAsync(statements, rule, expected, scope, isTitleKnown: false);
        }
    }

    private static async Task<string> RunAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        string said = await output + await error;
        process.ExitCode.Should().Be(0, "{0}", said);
        return said;
    }
}
