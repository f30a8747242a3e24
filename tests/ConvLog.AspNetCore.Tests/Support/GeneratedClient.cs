using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag.CodeGeneration.CSharp;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>The compiled client that NSwag generates from an OpenAPI document for System.Text.Json.</summary>
internal sealed class GeneratedClient
{
    private const string ClassName = "ConvLogClient";

    private readonly Assembly _assembly;
    private readonly object _client;

    public GeneratedClient(Assembly assembly, HttpClient http)
    {
        _assembly = assembly;
        _client = Activator.CreateInstance(assembly.GetType($"Generated.{ClassName}", throwOnError: true)!, http)!;
    }

    /// <summary>The names of its methods, without overloads.</summary>
    public IReadOnlyList<string> Methods => [.. _client.GetType().GetMethods().Where(IsWhole).Select(static method => method.Name)];

    /// <summary>Generates and compiles the client of a document.</summary>
    /// <exception cref="InvalidOperationException">The client does not compile.</exception>
    public static async Task<Assembly> CompileAsync(string document)
    {
        var settings = new CSharpClientGeneratorSettings { ClassName = ClassName, InjectHttpClient = true, UseBaseUrl = false };
        settings.CSharpGeneratorSettings.Namespace = "Generated";
        settings.CSharpGeneratorSettings.JsonLibrary = CSharpJsonLibrary.SystemTextJson;
        string code = new CSharpClientGenerator(await NSwag.OpenApiDocument.FromJsonAsync(document), settings).GenerateFile();
        string platform = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        var compilation = CSharpCompilation.Create(
            "Generated",
            [CSharpSyntaxTree.ParseText(code)],
            platform.Split(Path.PathSeparator).Select(static path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        if (!result.Success)
        {
            throw new InvalidOperationException(string.Join('\n', result.Diagnostics.Where(static one => one.Severity == DiagnosticSeverity.Error).Take(10)));
        }

        assembly.Position = 0;
        return new AssemblyLoadContext("Generated", isCollectible: false).LoadFromStream(assembly);
    }

    /// <summary>Calls a method.</summary>
    /// <param name="operation">The operation's ID.</param>
    /// <param name="arguments">The arguments by name: a body as JSON, an enumeration value as a string. All other parameters have their default.</param>
    /// <returns>The return value, or null.</returns>
    public async Task<object?> CallAsync(string operation, params (string Name, object Value)[] arguments)
    {
        var method = _client.GetType().GetMethods()
            .Single(method => IsWhole(method) && string.Equals(method.Name, MethodOf(operation), StringComparison.Ordinal));
        var task = (Task)method.Invoke(_client, [.. method.GetParameters().Select(parameter => ValueOf(parameter, arguments))])!;
        await task;
        return task.GetType().GetProperty("Result") is { } result && method.ReturnType.IsGenericType ? result.GetValue(task) : null;
    }

    /// <summary>A file to send.</summary>
    public object File(byte[] bytes, string contentType)
        => Activator.CreateInstance(_assembly.GetType("Generated.FileParameter")!, new MemoryStream(bytes), "scores", contentType)!;

    /// <summary>The method of an operation.</summary>
    public static string MethodOf(string operation) => char.ToUpperInvariant(operation[0]) + operation[1..] + "Async";

    /// <summary>A property of a result, or a nested one: <c>Conversations.0.Total_tokens</c>.</summary>
    public static object? Get(object? from, string path)
        => path.Split('.').Aggregate(from, static (at, name) => at is System.Collections.IEnumerable all && int.TryParse(name, out int index)
            ? all.Cast<object?>().ElementAt(index) : at!.GetType().GetProperty(name)!.GetValue(at));

    private static bool IsWhole(MethodInfo method) => method.GetParameters() is [.., { ParameterType: var last }] && last == typeof(CancellationToken)
        && method.Name.EndsWith("Async", StringComparison.Ordinal);

    private static object? ValueOf(ParameterInfo parameter, (string Name, object Value)[] arguments)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        object? given = Array.Find(arguments, argument => string.Equals(argument.Name, parameter.Name, StringComparison.Ordinal)).Value;
        return given switch
        {
            null => parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null,
            string word when type.IsEnum => Enum.Parse(type, word, ignoreCase: true),
            string json when type != typeof(string) => JsonSerializer.Deserialize(json, type),
            _ => given,
        };
    }
}
