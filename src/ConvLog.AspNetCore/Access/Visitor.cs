using ConvLog.Privacy;

namespace ConvLog.AspNetCore.Access;

/// <summary>The sender of a request, with their permissions.</summary>
/// <param name="Kind">How the sender was identified, or why they are refused.</param>
/// <param name="Reader">The reader whose scope and name apply; null if the sender may not read.</param>
/// <param name="Permissions">The sender's permissions.</param>
internal sealed record Visitor(VisitorKind Kind, Reader? Reader, ConvLogPermissions Permissions)
{
    /// <summary>The name under which their requests are counted: the same for one reader, however they sign in.</summary>
    public string CountedAs { get; init; } = "";

    /// <summary>The sender's ID, whether they may read or not; null if unknown.</summary>
    public string? Id { get => field ?? Reader?.Id; init; }

    /// <summary>The sender's unique key, see <see cref="OwnerKey.OfPerson"/>; null if unknown.</summary>
    public string? Person { get => field ?? (Reader is { } reader ? OwnerKey.OfPerson(reader.Source, reader.Id) : null); init; }

    /// <summary>The missing requirement of a user of the host, as a sentence for the user; null if unknown.</summary>
    public string? Missing { get; init; }

    /// <summary>Whether they can view the personal data of a page on request.</summary>
    public bool MayReveal => Reader is { CanReadPii: true };

    /// <summary>The reader of pages before personal data is requested; null if the sender may not read.</summary>
    public Reader? PageReader => MayReveal ? Reader! with { CanReadPii = false, AsksForPii = true } : Reader;

    /// <summary>A visitor on this machine, who reads without personal data.</summary>
    public static Visitor OnThisMachine { get; } =
        new(VisitorKind.Loopback, new Reader("Local visitor", canReadPii: false), ConvLogPermissions.Read) { CountedAs = "this machine" };

    /// <summary>A sender identified by a key.</summary>
    public static Visitor With(ApiKey key, VisitorKind kind) => new(kind, key.Reader, key.Permissions) { CountedAs = $"key {Convert.ToHexString(key.Sha256)}" };

    public static Visitor Refused(VisitorKind kind) => new(kind, Reader: null, ConvLogPermissions.None);
}
