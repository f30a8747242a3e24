using ConvLog.Privacy;

namespace ConvLog.AspNetCore.Access;

/// <summary>Who makes a request.</summary>
/// <param name="Kind">By what they are known.</param>
/// <param name="Reader">As whom they read; null where they may not.</param>
/// <param name="Permissions">What they may do.</param>
internal sealed record Visitor(VisitorKind Kind, Reader? Reader, ConvLogPermissions Permissions)
{
    /// <summary>Under which name their requests are counted: the same for one reader, however they come.</summary>
    public string CountedAs { get; init; } = "";

    /// <summary>Who they are, whether they may read or not; null where nobody knows.</summary>
    public string? Id { get => field ?? Reader?.Id; init; }

    /// <summary>Who they are among all who may come, see <see cref="OwnerKey.OfPerson"/>; null where nobody knows.</summary>
    public string? Person { get => field ?? (Reader is { } reader ? OwnerKey.OfPerson(reader.Source, reader.Id) : null); init; }

    /// <summary>What a user of the host lacks, as a sentence for themselves; null where that is not known.</summary>
    public string? Missing { get; init; }

    /// <summary>Whether they see personal data of a page once they ask for it.</summary>
    public bool MayReveal => Reader is { CanReadPii: true };

    /// <summary>As whom they read pages before they ask for personal data; null where they may not read.</summary>
    public Reader? PageReader => MayReveal ? Reader! with { CanReadPii = false, AsksForPii = true } : Reader;

    /// <summary>Reads what is not personal.</summary>
    public static Visitor OnThisMachine { get; } =
        new(VisitorKind.Loopback, new Reader("Local visitor", canReadPii: false), ConvLogPermissions.Read) { CountedAs = "this machine" };

    /// <summary>Reads as the owner of a key.</summary>
    public static Visitor With(ApiKey key, VisitorKind kind) => new(kind, key.Reader, key.Permissions) { CountedAs = $"key {Convert.ToHexString(key.Sha256)}" };

    public static Visitor Refused(VisitorKind kind) => new(kind, Reader: null, ConvLogPermissions.None);
}
