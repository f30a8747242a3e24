// A compiler for MSBuild's task, built on Roslyn 4.8, the compiler library of the .NET 8 SDK, because that SDK is not installed everywhere. It reports the
// diagnostics of the compilation and its analyzers and, like that compiler, each analyzer that cannot be loaded. It runs no source generators.
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

var arguments = CSharpCommandLineParser.Default.Parse(args, Environment.CurrentDirectory, sdkDirectory: null);
foreach (var error in arguments.Errors)
{
    Console.WriteLine(error);
}

var trees = arguments.SourceFiles.Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file.Path), arguments.ParseOptions, file.Path));
var references = arguments.MetadataReferences.Select(reference => MetadataReference.CreateFromFile(reference.Reference, reference.Properties));
var compilation = CSharpCompilation.Create(arguments.CompilationName, trees, references, arguments.CompilationOptions);

var loader = new Loader();
foreach (var reference in arguments.AnalyzerReferences)
{
    loader.AddDependencyLocation(reference.FilePath);
}

var analyzers = arguments.AnalyzerReferences.SelectMany(reference =>
{
    var file = new AnalyzerFileReference(reference.FilePath, loader);
    file.AnalyzerLoadFailed += (_, failure) => Console.WriteLine(
        $"warning {(failure.ErrorCode is AnalyzerLoadFailureEventArgs.FailureErrorCode.ReferencesNewerCompiler ? "CS9057" : "CS8032")}: {failure.Message}");
    return file.GetAnalyzers(LanguageNames.CSharp);
}).ToList();
if (analyzers.Count > 0)
{
    foreach (var diagnostic in await compilation.WithAnalyzers([.. analyzers]).GetAnalyzerDiagnosticsAsync())
    {
        if (diagnostic.Severity >= DiagnosticSeverity.Warning)
        {
            Console.WriteLine(diagnostic);
        }
    }
}

var emitted = compilation.Emit(Path.Combine(arguments.OutputDirectory, arguments.OutputFileName!));
foreach (var diagnostic in emitted.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning))
{
    Console.WriteLine(diagnostic);
}

return emitted.Success ? 0 : 1;

internal sealed class Loader : IAnalyzerAssemblyLoader
{
    private readonly Dictionary<string, string> _files = new(StringComparer.OrdinalIgnoreCase);

    public Loader() => AssemblyLoadContext.Default.Resolving += (_, name) => _files.TryGetValue(name.Name!, out string? file) ? LoadFromPath(file) : null;

    public void AddDependencyLocation(string fullPath) => _files[Path.GetFileNameWithoutExtension(fullPath)] = fullPath;

    public Assembly LoadFromPath(string fullPath) => AssemblyLoadContext.Default.LoadFromAssemblyPath(fullPath);
}
