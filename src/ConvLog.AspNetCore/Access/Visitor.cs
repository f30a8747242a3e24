using ConvLog.Privacy;

namespace ConvLog.AspNetCore.Access;

/// <summary>The sender of a request.</summary>
/// <param name="Kind">How they were identified.</param>
/// <param name="Reader">Their identity and scope as a reader; null if they cannot read.</param>
/// <param name="Permissions">Their permissions.</param>
internal sealed record Visitor(VisitorKind Kind, Reader? Reader, ConvLogPermissions Permissions)
{
    /// <summary>The name under which their requests are counted: the same for one reader, regardless of how they signed in.</summary>
    public string CountedAs { get; init; } = "";

    /// <summary>Their ID, also if they cannot read; null if unknown.</summary>
    public string? Id { get => field ?? Reader?.Id; init; }

    /// <summary>Their ID together with its issuer, see <see cref="OwnerKey.OfPerson"/>; null if unknown.</summary>
    public string? Person { get => field ?? (Reader is { } reader ? OwnerKey.OfPerson(reader.Source, reader.Id) : null); init; }

    /// <summary>When the sign-in of a user of the host was issued or last renewed; null if unknown.</summary>
    public DateTimeOffset? SignedInAt { get; init; }

    /// <summary>What a user of the host lacks, as a sentence for that user; null if unknown.</summary>
    public string? Missing { get; init; }

    /// <summary>Whether they can reveal the personal data of a page.</summary>
    public bool MayReveal => Reader is { CanReadPii: true };

    /// <summary>The reader of pages before personal data is revealed; null if they cannot read.</summary>
    public Reader? PageReader => MayReveal ? Reader! with { CanReadPii = false, AsksForPii = true } : Reader;

    /// <summary>A visitor on this machine, who reads without personal data.</summary>
    public static Visitor Loopback { get; } =
        new(VisitorKind.Loopback, new Reader("Local visitor", canReadPii: false), ConvLogPermissions.Read) { CountedAs = "this machine" };

    /// <summary>A visitor who reads as the owner of a key.</summary>
    public static Visitor With(ApiKey key, VisitorKind kind) => new(kind, key.Reader, key.Permissions) { CountedAs = $"key {Convert.ToHexString(key.Sha256)}" };

    public static Visitor Refused(VisitorKind kind) => new(kind, Reader: null, ConvLogPermissions.None);
}
