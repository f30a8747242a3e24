using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api;

/// <summary>The JSON object of a request body. Unknown properties are ignored.</summary>
internal sealed class ApiBody : IDisposable
{
    private const int LongestBytes = 256 * 1_024;
    private const int Deepest = 16;

    private readonly JsonDocument? _document;
    private readonly JsonElement _root;
    private readonly string _place = "";

    private ApiBody(JsonDocument document) => (_document, _root) = (document, document.RootElement);

    private ApiBody(JsonElement root, string place) => (_root, _place) = (root, place);

    /// <exception cref="ApiProblemException">It is not JSON, not an object, too long or too deep, or of another media type.</exception>
    public static async ValueTask<ApiBody> ReadAsync(ApiCall call)
    {
        var request = call.Context.Request;
        if (!request.HasJsonContentType())
        {
            throw new ApiProblemException(StatusCodes.Status415UnsupportedMediaType, "Unsupported media type",
                "Send a JSON object with the header Content-Type: application/json.");
        }

        BodyCoding.RefuseUnknown(request);
        if (request.ContentLength > LongestBytes)
        {
            throw TooLong();
        }

        BodyLimit.Raise(call.Context, LongestBytes);
        try
        {
            byte[] bytes = await ReadBytesAsync(request.Body, call.Aborted).ConfigureAwait(false);
            var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = Deepest });
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return Distinct(new ApiBody(document));
            }

            document.Dispose();
            throw ApiProblemException.Invalid("body", "The body must be one JSON object.");
        }
        catch (InvalidDataException)
        {
            // Middleware of the host that decompresses bodies failed.
            throw ApiProblemException.Invalid("body", "The body cannot be decompressed as the header Content-Encoding says.");
        }
        catch (JsonException e)
        {
            throw ApiProblemException.Invalid("body",
                string.Create(CultureInfo.InvariantCulture,
                $"The body is not JSON of at most {Deepest} levels (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1})."));
        }
    }

    public bool Has(string name) => _root.TryGetProperty(name, out _);

    /// <summary>A string; null if it is missing or null.</summary>
    public string? Text(string name, int longest, bool isRequired = false)
    {
        if (!_root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return isRequired ? throw ApiProblemException.Invalid(_place + name, $"{_place}{name} is missing; it must be a string.") : null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            throw ApiProblemException.Invalid(_place + name, $"{_place}{name} must be a string.");
        }

        string text = TextOf(_place + name, value);
        return text.Length <= longest && (text.Length > 0 || !isRequired)
            ? text
            : throw ApiProblemException.Invalid(_place + name,
                string.Create(CultureInfo.InvariantCulture, $"{_place}{name} has {text.Length} characters; it must have {(isRequired ? 1 : 0)} to {longest}."));
    }

    /// <summary>A list of strings; empty if it is missing or null.</summary>
    public IReadOnlyList<string> Texts(string name, int most, int longest)
    {
        if (!_root.TryGetProperty(name, out var list) || list.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        return list.ValueKind == JsonValueKind.Array && list.GetArrayLength() <= most
            && list.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.String)
            && list.EnumerateArray().Select(item => TextOf(_place + name, item)).ToList() is var texts && texts.TrueForAll(text => text.Length <= longest)
                ? texts
                : throw ApiProblemException.Invalid(
                    _place + name,
                    string.Create(CultureInfo.InvariantCulture, $"{_place}{name} must be a list of at most {most} strings of at most {longest} characters."));
    }

    /// <summary>The properties of an object, each name once; none if the object is missing or null. Valid until this body is disposed.</summary>
    public IReadOnlyList<(string Name, JsonElement Value)> Properties(string name, int most)
    {
        if (!_root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        List<(string Name, JsonElement Value)> all = value.ValueKind == JsonValueKind.Object
            ? [.. value.EnumerateObject().Take(most + 1).Select(property => (NameOf(_place + name, property), property.Value))] : [];
        if (all.Count == 0 || all.Count > most)
        {
            throw ApiProblemException.Invalid(_place + name,
                string.Create(CultureInfo.InvariantCulture, $"{_place}{name} must be an object of 1 to {most} properties."));
        }

        if (all.DistinctBy(static property => property.Name, StringComparer.Ordinal).Count() != all.Count)
        {
            throw ApiProblemException.Invalid(_place + name, $"{_place}{name} has a property twice.");
        }

        foreach (var (_, one) in all.Where(static property => property.Value.ValueKind == JsonValueKind.String))
        {
            TextOf(_place + name, one);
        }

        return all;
    }

    /// <summary>The value of a score: a number, true or false, or a string.</summary>
    public ScoreValue Score(string name, int longest)
    {
        string problem = string.Create(
            CultureInfo.InvariantCulture, $"{_place}{name} must be a number, true or false, or a string of 1 to {longest} characters.");
        return !_root.TryGetProperty(name, out var value) ? throw ApiProblemException.Invalid(_place + name, problem) : value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetDouble(out double number) && double.IsFinite(number) => Checked(value.GetRawText(), number),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String when TextOf(_place + name, value) is { Length: > 0 } text && text.Length <= longest
                => Checked(text, text),
            _ => throw ApiProblemException.Invalid(_place + name, problem),
        };

        ScoreValue Checked(string text, ScoreValue given)
            => ScoreText.ProblemOf(text, given) is { } wrong ? throw ApiProblemException.Invalid(_place + name, $"{_place}{wrong}") : given;
    }

    /// <summary>A time; null if it is missing or null.</summary>
    public DateTimeOffset? Time(string name)
        => Text(name, longest: 64) is not { } text
            ? null
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                ? time : throw ApiProblemException.Invalid(_place + name, $"{_place}{name} must be a time such as 2026-11-20T09:01:00Z.");

    /// <summary>One of the given words; null if it is missing or null.</summary>
    public T? Choice<T>(string name, IReadOnlyList<(string Word, T Value)> choices, bool isRequired = false)
        where T : struct
    {
        if (Text(name, longest: 64, isRequired) is not { } text)
        {
            return null;
        }

        foreach (var (word, value) in choices)
        {
            if (string.Equals(word, text, StringComparison.Ordinal))
            {
                return value;
            }
        }

        throw ApiProblemException.Invalid(_place + name, $"{_place}{name} must be one of {string.Join(", ", choices.Select(static choice => choice.Word))}.");
    }

    /// <summary>An integer; null if it is missing or null.</summary>
    public int? Integer(string name, int least)
    {
        if (!_root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= least
            ? number
            : throw ApiProblemException.Invalid(_place + name,
                string.Create(CultureInfo.InvariantCulture, $"{_place}{name} must be an integer from {least} to {int.MaxValue}."));
    }

    /// <summary>A list of at least one object. Valid until this body is disposed.</summary>
    public IReadOnlyList<ApiBody> Items(string name, int most)
    {
        if (!_root.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array
            || list.GetArrayLength() is var count && (count == 0 || count > most))
        {
            throw ApiProblemException.Invalid(_place + name,
                string.Create(CultureInfo.InvariantCulture, $"{_place}{name} must be a list of 1 to {most} objects."));
        }

        List<ApiBody> items = [];
        foreach (var item in list.EnumerateArray())
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"{name}[{items.Count}]");
            items.Add(item.ValueKind == JsonValueKind.Object
                ? Distinct(new ApiBody(item, place + ".")) : throw ApiProblemException.Invalid(place, $"{place} must be an object."));
        }

        return items;
    }

    /// <summary>True or false; null if it is missing or null.</summary>
    public bool? Flag(string name)
    {
        if (!_root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean() : throw ApiProblemException.Invalid(_place + name, $"{_place}{name} must be true or false.");
    }

    public void Dispose() => _document?.Dispose();

    // Repeated names are rejected: a program that validated the first value would not notice that the second is used.
    private static ApiBody Distinct(ApiBody body)
    {
        try
        {
            HashSet<string> names = new(StringComparer.Ordinal);
            foreach (var property in body._root.EnumerateObject())
            {
                string name = NameOf(body._place + "body", property);
                if (!names.Add(name))
                {
                    // The message repeats a name only if it can be the name of a property.
                    bool isName = name.Length <= 64 && name.All(static c => char.IsAsciiLetter(c) || c == '_');
                    string place = body._place + (isName ? name : "body");
                    throw ApiProblemException.Invalid(place, $"{place} {(isName ? "is given" : "has a property")} twice; give it once.");
                }
            }

            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    private static string TextOf(string name, JsonElement value) => Unicode(name, () => value.GetString()!);

    private static string NameOf(string name, JsonProperty property) => Unicode(name, () => property.Name);

    private static string Unicode(string name, Func<string> text)
    {
        try
        {
            return text();
        }
        catch (InvalidOperationException)
        {
            throw ApiProblemException.Invalid(name, $"{name} is not valid Unicode: it contains an unpaired surrogate or bytes that are not UTF-8.");
        }
    }

    // A body may have no Content-Length, or have been decompressed by the host's middleware, so its actual length is limited.
    private static async ValueTask<byte[]> ReadBytesAsync(Stream body, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        byte[] buffer = new byte[8 * 1_024];
        for (int read; (read = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > LongestBytes)
            {
                throw TooLong();
            }
        }

        return bytes.ToArray();
    }

    private static ApiProblemException TooLong()
        => new(StatusCodes.Status413PayloadTooLarge, "Too large", $"The body can have at most {LongestBytes / 1_024} KiB.");
}
