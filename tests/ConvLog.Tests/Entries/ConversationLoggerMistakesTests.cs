using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvLog.Tests.Entries;

/// <summary>Calls that must not compile: the mistakes that authors elsewhere make and pay for when it runs.</summary>
public class ConversationLoggerMistakesTests
{
    private static readonly LanguageVersion[] s_versions = [LanguageVersion.CSharp12, LanguageVersion.CSharp13, LanguageVersion.Preview];

    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is "System.Runtime.dll" or "System.Private.CoreLib.dll" or "System.Memory.dll" or "netstandard.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(Conversation).Assembly.Location),
    ];

    [Theory]
    [InlineData("""log.Info("m", "text");""")]
    [InlineData("""log.Error("failed: %s", e.ToString());""")]
    [InlineData("""log.Info("m", "text", ("a", 1));""")]
    [InlineData("""log.Info("m", isPii: "yes");""")]
    [InlineData("""log.Info("m", ("a", 1), "text");""")]
    public void Text_where_the_flag_stands(string call) => DoesNotCompile(call);

    [Theory]
    [InlineData("""log.Info("m", ("big", 5UL));""")]
    [InlineData("""ulong big = 5; log.Info("m", ("big", big));""")]
    public void A_ulong_without_Of(string call) => DoesNotCompile(call);

    [Theory]
    [InlineData("""log.Debug("m");""")]
    [InlineData("""log.Info();""")]
    [InlineData("""log.Info("m", 5);""")]
    [InlineData("""log.Info("m", (1, "a"));""")]
    public void What_the_contract_does_not_know(string call) => DoesNotCompile(call);

    [Theory]
    [InlineData("""log.Info("m", ("big", LogField.Of("x", 5UL).Value));""")]
    [InlineData("""log.Info("m", LogField.Of("big", 5UL));""")]
    [InlineData("""log.Info("m", ("a", 1), ("b", "x"), isPii: true);""")]
    [InlineData("""log.Info("m", isPii: true, ("a", 1), ("b", "x"));""")]
    [InlineData("""log.Info("m", [("a", 1)]);""")]
    [InlineData("""log.Error("m", e, ("a", null));""")]
    [InlineData("""log.Info("m", ("small", 5u), ("byte", (byte)1), ("native", (nint)1));""")]
    public void What_is_right_compiles_in_every_version(string call)
    {
        foreach (var version in s_versions)
        {
            Errors(call, version).Should().BeEmpty();
        }
    }

    private static void DoesNotCompile(string call)
    {
        foreach (var version in s_versions)
        {
            Errors(call, version).Should().NotBeEmpty("{0} must refuse it", version);
        }
    }

    private static IEnumerable<string> Errors(string call, LanguageVersion version)
    {
        string source = $$"""
            using System;
            using ConvLog;
            static class Author
            {
                static void Call(ConversationLogger log, Exception e)
                {
                    {{call}}
                }
            }
            """;
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        var tree = CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(version));
        return CSharpCompilation.Create("author", [tree], s_references, options).GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => $"{diagnostic.Id} {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}");
    }
}
