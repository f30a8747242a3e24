using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>The forms of the page of personal data, as one of them was last sent.</summary>
internal sealed record PrivacyForms
{
    private const string IdMissing = "Enter the ID again: it was sent to another host of this app and is in no address.";

    /// <summary>The form of an erasure.</summary>
    public ErasureForm Erasure { get; init; } = new();

    /// <summary>The form of a legal hold.</summary>
    public HoldForm Hold { get; init; } = new();

    /// <summary>The forms without reasons and the ID of a user, which may be personal data.</summary>
    public PrivacyForms WithoutPersonalData() => new()
    {
        Erasure = Erasure is { Subject: ErasureSubject.User, Id.Length: > 0 }
            ? Erasure with { Id = "", Reason = "", Problem = Erasure.Problem ?? IdMissing } : Erasure with { Reason = "" },
        Hold = Hold with { Reason = "" },
    };
}
