using System.Text;
using System.Text.Json;

namespace ConvLog.Storage;

/// <summary>A small document that the team stores with the conversations, such as a saved view or the state of an alert.</summary>
/// <remarks>
/// It must not contain personal data: it is stored in clear text, is never masked, does not expire, and is not erased with a user or a conversation.
/// </remarks>
public sealed record TeamDocument
{
    /// <summary>The maximum length of a kind, an ID and a name, in characters.</summary>
    public const int MaxNameLength = 200;

    /// <summary>The maximum size of a body, in bytes of UTF-8: 64 KiB.</summary>
    public const int MaxBodyBytes = 65_536;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The kind, 1 to 200 characters: documents of one kind are read together.</summary>
    public required string Kind { get; init; }

    /// <summary>The ID, unique within the kind, 1 to 200 characters.</summary>
    public required string Id { get; init; }

    /// <summary>The version: the number of times the document was written, 0 if it is not stored yet.</summary>
    public long Version { get; init; }

    /// <summary>When it was last written, in UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The last writer: the name of a reader, at most 200 characters; null for the host itself.</summary>
    public string? UpdatedBy { get; init; }

    /// <summary>The content: one JSON value of at most 64 KiB in UTF-8. It is returned byte for byte.</summary>
    public required string Body { get; init; }

    /// <exception cref="ArgumentException">The document cannot be stored.</exception>
    internal static void Validate(TeamDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        ValidateName(document.Kind, nameof(Kind), nameof(document));
        ValidateName(document.Id, nameof(Id), nameof(document));
        if (document.UpdatedBy is { } name)
        {
            ValidateName(name, nameof(UpdatedBy), nameof(document));
        }

        if (document.Version < 0)
        {
            throw new ArgumentException($"{nameof(Version)} is {document.Version}; a document that is not stored yet has 0.", nameof(document));
        }

        ValidateBody(BytesOf(document.Body, nameof(Body), nameof(document)), nameof(document));
    }

    private static void ValidateBody(byte[] body, string parameter)
    {
        if (body.Length > MaxBodyBytes)
        {
            throw new ArgumentException($"{nameof(Body)} has {body.Length} bytes; at most {MaxBodyBytes} are stored. Split it into several documents.",
                parameter);
        }

        try
        {
            using var json = JsonDocument.Parse(body);
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"{nameof(Body)} is not JSON. Pass one JSON value.", parameter, e);
        }
    }

    private static void ValidateName(string name, string property, string parameter)
    {
        int length = name?.Length ?? 0;
        if (length is < 1 or > MaxNameLength)
        {
            throw new ArgumentException($"{property} has {length} characters; it must have 1 to {MaxNameLength}.", parameter);
        }

        BytesOf(name, property, parameter);
    }

    // Half of a surrogate pair would be read back as another character, so that the document could not be found.
    private static byte[] BytesOf(string? text, string property, string parameter)
    {
        try
        {
            return s_strict.GetBytes(text ?? "");
        }
        catch (EncoderFallbackException e)
        {
            throw new ArgumentException($"{property} has half of a surrogate pair, which is no text.", parameter, e);
        }
    }
}
