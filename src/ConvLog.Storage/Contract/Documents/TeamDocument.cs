using System.Text;
using System.Text.Json;

namespace ConvLog.Storage;

/// <summary>A small document that the team keeps beside the conversations, such as a saved view or the state of an alert.</summary>
/// <remarks>
/// No personal data belongs in it: it is stored in clear text, masked for nobody, does not expire, and is not erased with a user or a conversation.
/// </remarks>
public sealed record TeamDocument
{
    /// <summary>How long a kind, an id and a name may be, in characters.</summary>
    public const int MaxNameLength = 200;

    /// <summary>How large a body may be, in bytes of UTF-8: 64 KiB.</summary>
    public const int MaxBodyBytes = 65_536;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What it is: documents of one kind are read together. 1 to 200 characters.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is known by among those of its kind. 1 to 200 characters.</summary>
    public required string Id { get; init; }

    /// <summary>How often it was written: the stored version, or 0 for a document that is not stored yet.</summary>
    public long Version { get; init; }

    /// <summary>When it was written last, in UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Who wrote it last: the name of a reader, at most 200 characters; null for the host itself.</summary>
    public string? UpdatedBy { get; init; }

    /// <summary>Its content: one JSON value of at most 64 KiB in UTF-8. It comes back byte for byte.</summary>
    public required string Body { get; init; }

    /// <exception cref="ArgumentException">The document cannot be stored.</exception>
    internal static void Demand(TeamDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        DemandName(document.Kind, nameof(Kind), nameof(document));
        DemandName(document.Id, nameof(Id), nameof(document));
        if (document.UpdatedBy is { } name)
        {
            DemandName(name, nameof(UpdatedBy), nameof(document));
        }

        if (document.Version < 0)
        {
            throw new ArgumentException($"{nameof(Version)} is {document.Version}; a document that is not stored yet has 0.", nameof(document));
        }

        DemandBody(BytesOf(document.Body, nameof(Body), nameof(document)), nameof(document));
    }

    private static void DemandBody(byte[] body, string parameter)
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

    private static void DemandName(string name, string property, string parameter)
    {
        int length = name?.Length ?? 0;
        if (length is < 1 or > MaxNameLength)
        {
            throw new ArgumentException($"{property} has {length} characters; it must have 1 to {MaxNameLength}.", parameter);
        }

        BytesOf(name, property, parameter);
    }

    // Half a character would come back as another one, under which the document is not found.
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
