using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvLog.AspNetCore.Tests.Api.OpenApi;

/// <summary>A client that Kiota generates from the document calls the API.</summary>
[Trait(CiRun.Trait, CiRun.Only)]
public sealed class OpenApiDocumentKiotaTests
{
    private const string Program = "KiotaProgram";

    [ClientFact]
    public async Task A_Kiota_client_of_every_operation_compiles_and_parses_each_response_and_refusal()
    {
        await using var site = await ClientSite.StartAsync();
        string folder = ClientTools.NewFolder();
        await File.WriteAllTextAsync(Path.Combine(folder, "document.json"), site.Document);
        string warnings = await ClientProcess.RunAsync(folder, ClientTools.Kiota, "generate", "--language", "CSharp", "--openapi", "document.json",
            "--class-name", "ConvLogClient", "--namespace-name", "Generated", "--output", "generated", "--exclude-backward-compatible",
            "--log-level", "Warning");
        var program = Compile([.. Directory.EnumerateFiles(Path.Combine(folder, "generated"), "*.cs", SearchOption.AllDirectories),
            Path.Combine(folder, Program + ".cs")]);
        Directory.Delete(folder, recursive: true);
        site.Site.Client.DefaultRequestHeaders.Add("X-API-KEY", Changes.PermittedOperator);

        string printed = await (Task<string>)program.GetType(Program)!.GetMethod("RunAsync")!.Invoke(null, [site.Site.Client])!;

        // The server URL is relative to the URL of the document, which is a file here.
        warnings.Split('\n').Where(static line => line.Contains("OpenAPI warning", StringComparison.Ordinal)
            || line.StartsWith("warn", StringComparison.Ordinal))
            .Should().HaveCount(2).And.Contain(static line => line.Contains("#/ - A servers entry", StringComparison.Ordinal));
        site.Called.Ids.Should().BeEquivalentTo(site.Operations);
        printed.Trim().Split('\n').Should().Equal(
            $"total_tokens={ClientSite.Tokens + 42}",
            $"input_tokens={ClientSite.Tokens}",
            "outcome=Completed",
            "found=conv-42",
            "rating=2",
            "refused=1",
            $"statistics={ClientSite.Tokens}",
            "jsonl={\"conversation_id\":\"",
            "csv=conversation_id,",
            "live=retry: 2000",
            "live=retry: 2000",
            "409=409 An erasure is pending: releasing this hold erases the conversation permanently. To confirm, add ?confirmed=true.",
            "400=400 limit is \"0\"; it must be one integer from 1 to 1000.",
            "404=404 There is no such conversation.",
            "404=404 This agent has no conversation with this ID.",
            "401=401 The API key in the header X-API-KEY is not valid.",
            "401=401 The API key in the header X-API-KEY is not valid.");
    }

    private static Assembly Compile(IEnumerable<string> files)
    {
        string platform = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        var compilation = CSharpCompilation.Create(
            "KiotaClient",
            files.Select(static file => CSharpSyntaxTree.ParseText(File.ReadAllText(file))),
            platform.Split(Path.PathSeparator).Select(static path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        if (!result.Success)
        {
            throw new InvalidOperationException(string.Join('\n', result.Diagnostics.Where(static one => one.Severity == DiagnosticSeverity.Error).Take(20)));
        }

        assembly.Position = 0;
        return new AssemblyLoadContext("KiotaClient", isCollectible: false).LoadFromStream(assembly);
    }
}
