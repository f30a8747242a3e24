using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Text;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>The form of an erasure.</summary>
/// <param name="Subject">The kind of the ID.</param>
/// <param name="Id">The ID of the conversation or the end user.</param>
/// <param name="Reason">The reason; empty for none.</param>
/// <param name="Problem">The error; null for none.</param>
internal sealed record ErasureForm(ErasureSubject Subject = ErasureSubject.User, string Id = "", string Reason = "", string? Problem = null)
{
    /// <summary>The field of <see cref="Pseudonym"/>.</summary>
    public const string PseudonymField = "pseudonym";

    public const int LongestId = 1_024;
    public const int LongestReason = 500;

    /// <summary>The pseudonym of the end user if the form was sent from their page; else null.</summary>
    public string? Pseudonym { get; init; }

    public static ErasureForm Read(IFormCollection form)
    {
        var sent = new ErasureForm(
            form.Text("subject") is "conversation" ? ErasureSubject.Conversation : ErasureSubject.User,
            form.Text("id"),
            form.Text("reason").Trim());
        return sent with { Problem = ProblemOf(sent.Id, sent.Reason)
            ?? (form.Text("subject") is "conversation" or "user" ? null : "Choose the type of ID: user or conversation.") };
    }

    /// <summary>The error in an ID or a reason; null for none.</summary>
    public static string? ProblemOf(string id, string reason) => (id, reason) switch
    {
        _ when string.IsNullOrWhiteSpace(id) => "Enter an ID.",
        { id.Length: > LongestId } => $"An ID can have at most {ShownNumber.Count(LongestId)} characters; this one has {ShownNumber.Count(id.Length)}.",
        { reason.Length: > LongestReason }
            => $"A reason can have at most {ShownNumber.Count(LongestReason)} characters; this one has {ShownNumber.Count(reason.Length)}.",
        _ => null,
    };
}
