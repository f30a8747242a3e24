using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>The form of a legal hold.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Reason">The reason; empty for none.</param>
/// <param name="Problem">The error; null for none.</param>
internal sealed record HoldForm(string ConversationId = "", string Reason = "", string? Problem = null)
{
    public static HoldForm Read(IFormCollection form)
    {
        string id = form.Text("conversation");
        string reason = form.Text("reason").Trim();
        return new HoldForm(id, reason, ErasureForm.ProblemOf(id, reason));
    }
}
