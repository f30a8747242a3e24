using System.Globalization;
using System.Text.Json;

namespace WebConsole.Import;

/// <summary>One file of the Schema-Guided Dialogue format: a JSON list of dialogues.</summary>
internal sealed class DialogueFile : IDisposable
{
    private readonly JsonDocument _document;

    private DialogueFile(JsonDocument document) => _document = document;

    public int Count => _document.RootElement.GetArrayLength();

    public IEnumerable<JsonPlace> Dialogues => _document.RootElement.EnumerateArray()
        .Select((dialogue, index) => new JsonPlace(dialogue, string.Create(CultureInfo.InvariantCulture, $"dialogue {index + 1}")));

    /// <exception cref="UnreadableFileException">The file cannot be opened, is not JSON or is not a list.</exception>
    public static async Task<DialogueFile> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var document = await ParseAsync(path, cancellationToken);
        if (document.RootElement.ValueKind == JsonValueKind.Array)
        {
            return new(document);
        }

        string kind = document.RootElement.ValueKind.ToString().ToLowerInvariant();
        document.Dispose();
        throw new UnreadableFileException($"line 1, column 1: should be a list of dialogues, and is of the kind {kind}");
    }

    public void Dispose() => _document.Dispose();

    private static async Task<JsonDocument> ParseAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = File.OpenRead(path);
            return await JsonDocument.ParseAsync(stream, default, cancellationToken);
        }
        catch (JsonException broken)
        {
            throw new UnreadableFileException($"{Position(broken)}: {Reason(broken)}");
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UnreadableFileException("there is no such file");
        }
        catch (Exception closed) when (closed is UnauthorizedAccessException or IOException or ArgumentException or NotSupportedException)
        {
            throw new UnreadableFileException(Directory.Exists(path) ? "is a folder; name the files in it" : $"can't be read: {closed.Message}");
        }
    }

    // JsonException counts both from zero, columns in bytes.
    private static string Position(JsonException broken)
        => string.Create(CultureInfo.InvariantCulture, $"line {(broken.LineNumber ?? 0) + 1}, column {(broken.BytePositionInLine ?? 0) + 1}");

    private static string Reason(JsonException broken)
    {
        int tail = broken.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return "not valid JSON: " + (tail < 0 ? broken.Message : broken.Message[..tail]);
    }
}
