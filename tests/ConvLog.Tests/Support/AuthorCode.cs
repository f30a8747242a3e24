using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvLog.Tests.Support;

/// <summary>Author code, compiled against the core package with several versions of C#.</summary>
internal static class AuthorCode
{
    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is "System.Runtime.dll" or "System.Private.CoreLib.dll" or "System.Memory.dll" or "netstandard.dll"
                or "System.Collections.Immutable.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(Conversation).Assembly.Location),
    ];

    public static IReadOnlyList<LanguageVersion> Versions { get; } = [LanguageVersion.CSharp12, LanguageVersion.CSharp13, LanguageVersion.Preview];

    /// <summary>Compiles an author's class and creates an instance.</summary>
    public static object Instance(string type)
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary);
        using var library = new MemoryStream();
        CSharpCompilation.Create("author", [CSharpSyntaxTree.ParseText(type)], s_references, options).Emit(library).Success.Should().BeTrue();
        return Activator.CreateInstance(Assembly.Load(library.ToArray()).GetTypes().Single())!;
    }

    /// <summary>The compiler errors of statements, which can use <c>conv</c>, <c>log</c>, the exception <c>e</c>, <c>name</c> and <c>names</c>.</summary>
    public static IEnumerable<string> Errors(string statements, LanguageVersion version)
    {
        string source = $$"""
            using System;
            using System.Threading.Tasks;
            using ConvLog;
            static class Author
            {
                static async Task Call(Conversation conv, ConversationLogger log, Exception e, string name, string[] names)
                {
                    await Task.Yield();
                    {{statements}}
                }
            }
            """;
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        var tree = CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(version));
        return CSharpCompilation.Create("author", [tree], s_references, options).GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => $"{diagnostic.Id} {diagnostic.GetMessage(CultureInfo.InvariantCulture)}");
    }
}
