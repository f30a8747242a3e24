using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages;

/// <summary>An error page.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">The heading.</param>
/// <param name="Message">The cause and what to do.</param>
/// <param name="ErrorId">The ID under which the app's logs give the cause; null if nothing was logged.</param>
internal sealed record Failure(int Status, string Title, string Message, string? ErrorId = null)
{
    /// <summary>A link to more information, with its label; null for none.</summary>
    public (string Label, string Address)? More { get; init; }

    /// <summary>Whether a retry may succeed shortly: the page then has its navigation, and a link to itself.</summary>
    public bool CanRetry { get; init; }

    public static Failure NoPage { get; } = new(404, "Page not found", "There is no page at this address.");

    public static Failure NoConversation { get; } =
        new(404, "Conversation not found", "It was never stored, it has expired or been erased, or the address is incomplete.");

    public static Failure ForeignPage { get; } =
        new(403, "Cross-site request blocked", "A page of another site requested this. Open the console in its own tab.");

    public static Failure ForeignForm { get; } =
        new(403, "Cross-site request blocked", "This form was not sent from a page of the console. Open the console and send the form from there.");

    public static Failure TooManySearches { get; } =
        new(429, "Too many searches",
        "You have reached the number of searches allowed per minute. Try again shortly. Lists without a search text are not limited.");

    public static Failure TooManyRatings { get; } =
        new(429, "Too many requests", "You have reached the number of searches and lists of ratings allowed per minute. Try again shortly.");

    public static Failure MethodNotAllowed { get; } = new(405, "Method not allowed", "This page can only be viewed.");

    public static Failure BadForm { get; } = new(400, "Invalid form", "The form could not be read. Open its page and send it again.");

    public static Failure NoTurn { get; } =
        new(404, "Turn not found", "Nothing was saved: the conversation has no turn with this number. Open the conversation to see its turns.");

    public static Failure NoAnnotation { get; } =
        new(404, "Improved answer not found", "Nothing was saved: the improved answer has been removed. Open the conversation to see its current answers.");

    public static Failure ErasurePending { get; } =
        new(409, "Erasure pending", "This conversation will be erased when its legal hold is released. It accepts no new data.");

    public static Failure NotRecorded { get; } =
        new(409, "Recorded without text", "Nothing was saved: notes, comments and improved answers of this conversation are not kept.");

    public static Failure Commented { get; } =
        new(409, "This rating has a comment", "Removing the rating would also remove its comment. Open the conversation to edit both together.");

    public static Failure NoReason { get; } =
        new(400, "Reason required", "Enter a reason for access to personal data, for example a ticket number. Go back and enter it beside the button.");

    public static Failure TooMany { get; } = new(429, "Too many exports", "You have reached the number of exports allowed per minute. Try again in a minute.");

    public static Failure NoUser { get; } =
        new(404, "User not found",
        "No user has this pseudonym, or the user's conversations have expired or been erased. The list of users shows users of the last 30 days.");

    public static Failure NoReceipt { get; } =
        new(404, "Receipt not found", "No erasure has this ID, or the address is incomplete. The Privacy page lists the receipts.");

    public static Failure NoHold { get; } =
        new(404, "Legal hold not found", "Nothing was released: the conversation is not on hold, or the hold has already been released.");

    public static Failure NoAlert { get; } =
        new(404, "Alert not found", "Nothing was changed: the app no longer has a rule of this name. The Alerts page lists the rules.");

    /// <summary>A conversation was erased, for readers with access to the receipt.</summary>
    /// <param name="receipt">The address of the receipt.</param>
    public static Failure Erased(string receipt)
        => new(410, "This conversation was erased", "Its data cannot be restored. The receipt shows when it was erased, by whom and why.")
        {
            More = ("Erasure receipt", receipt),
        };

    /// <summary>A user of the host has no access.</summary>
    /// <param name="missing">The missing permission, as a sentence; null if unknown.</param>
    public static Failure NotPermitted(string? missing)
        => new(403, "Permission required", $"You are signed in, but you are not allowed to read conversations. {missing} ".TrimEnd()
            + " Ask the administrator of this app for access.");

    /// <summary>The store does not have a capability that the page needs.</summary>
    public static Failure Absent(StoreCapabilities missing) => new(501, "Not available", Api.ApiProblemException.AbsentText(missing));

    /// <summary>The reader lacks a permission; the page names the policy of the host or the permission of the key.</summary>
    /// <param name="page">The requested page.</param>
    /// <param name="needs">The required permissions.</param>
    public static Failure Lacks(ConsolePage page, ConvLogPermissions needs)
    {
        string who = needs switch
        {
            _ when needs.HasFlag(ConvLogPermissions.Manage) => "Only readers with the permission Manage for all conversations can use this page.",
            ConvLogPermissions.ReadPii => "Only readers with the permission ReadPii can view personal data.",
            _ => $"This requires the permission {needs}.",
        };
        return new(403, "Permission required", $"{who} {ExplainMissing(page, needs)}");
    }

    private static string ExplainMissing(ConsolePage page, ConvLogPermissions needs)
    {
        const string ByKey = "Sign in with an API key that has it.";
        if (page.Visitor.Kind != Access.VisitorKind.User)
        {
            return ByKey;
        }

        if (page.Visitor.Permissions.HasFlag(needs))
        {
            return "Your access is limited to some agents or accounts.";
        }

        return page.PolicyOf(needs) is { } policy
            ? Access.MissingPermission.WithPolicy(policy) : Access.MissingPermission.WithoutPolicy(page.HasKeys ? ByKey : null);
    }

    /// <summary>An unknown key was sent.</summary>
    /// <param name="header">The header that carries keys.</param>
    public static Failure WrongKey(string header)
        => new(401, "Unknown API key", $"The API key in the {header} header is not valid. Send a valid key, or remove the header and sign in.");

    /// <summary>An unknown key was sent, and too many came from the address.</summary>
    /// <param name="header">The header that carries keys.</param>
    public static Failure TooManyWrongKeys(string header)
        => new(429, "Too many wrong API keys", $"Your address sent too many wrong API keys in the {header} header. Check the key and try again in a minute.");

    public static Failure Invalid(string message) => new(400, "Invalid address", message);

    /// <summary>The operation may be incomplete: an erasure that has started continues.</summary>
    public static Failure NotDone(string errorId) => new(
        500, "Operation not finished",
            "The store failed during the operation. If it had started, it continues automatically; the Privacy page shows its status. The app's logs give the "
            + "cause under this ID.", errorId);

    public static Failure StoreUnavailable(OutageReason reason, string errorId) => new(503, "Conversations are unavailable",
        $"{Http.RequestFault.Explain(reason)} Try again in a few seconds; the app's logs give the cause under this ID.", errorId)
    {
        CanRetry = true,
    };

    public static Failure StoreUnusable(string errorId) => new(500, "The store needs its operator",
        "It cannot do this until something is corrected: a right of its role, its keys or its data, for example. The app's logs give the cause under this ID.",
        errorId);

    public static Failure Broken(string errorId) => new(500, "Something went wrong", "The app's logs give the cause under this ID.", errorId);
}
