namespace ConvLog.AspNetCore.Pages;

/// <summary>Why there is no page.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">What it is, in a few words.</param>
/// <param name="Message">What was wrong and what to do.</param>
/// <param name="ErrorId">Where the host's logs say more; null where there is no more.</param>
internal sealed record Failure(int Status, string Title, string Message, string? ErrorId = null)
{
    public static Failure NoPage { get; } = new(404, "There is no such page", "The address leads nowhere. The list of conversations is a good place to go on.");

    public static Failure NoConversation { get; } = new(404, "There is no such conversation", "It was never stored, it has expired, or the address is cut. The list shows those there are.");

    public static Failure WrongKey { get; } = new(401, "This API key is not known here", "The header X-API-KEY came with a key that nobody added. Send another one, or none to sign in.");

    public static Failure TooManyWrongKeys { get; } = new(429, "Too many wrong API keys", "They came from your address, in the header X-API-KEY. Look at the key, and wait a minute.");

    public static Failure ForeignPage { get; } = new(403, "Not from another site", "A page of another site asked for this. Open the console in a tab of its own.");

    public static Failure ForeignForm { get; } = new(403, "Not from another site", "This form was not sent from the console's own page. Open the console and send it from there.");

    public static Failure TooManySearches { get; } = new(429, "Too many searches", "You began as many searches within a minute as this host allows. Wait a little and search again; the list without a text is not counted.");

    public static Failure MethodNotAllowed { get; } = new(405, "This page is only read", "It was asked to do something else.");

    public static Failure BadForm { get; } = new(400, "This form cannot be read", "Open the page it stands on and send it again.");

    public static Failure NoPermission { get; } = new(403, "Not for this reader", "Only readers who may manage all conversations decide what becomes of personal data. Sign in with a key that has the permission.");

    public static Failure NotPermitted { get; } = new(403, "Not for this reader", "You are signed in, and not permitted to read conversations. Whoever runs this host can permit it.");

    public static Failure NoTurn { get; } = new(404, "There is no such turn", "Nothing was written: the conversation has no turn of this number. Open it again to see those it has.");

    public static Failure NoAnnotation { get; } = new(404, "There is no such improved answer", "Nothing was written: someone has removed it by now. Open the conversation again to see those that are there.");

    public static Failure ErasurePending { get; } = new(409, "This conversation is to be erased", "It is erased as soon as its legal hold ends, and takes nothing in any more.");

    public static Failure Commented { get; } = new(409, "Someone has said something with the rating", "A click would take the comment away. Open the conversation again: the rating can be changed there together with its comment.");

    public static Failure NoReason { get; } = new(400, "A reason is needed here", "Personal data is read with a reason: a ticket, or what you look for. Go back, and say it beside the button.");

    public static Failure TooMany { get; } = new(429, "Too many files at once", "Files take time to make. Try again in a minute.");

    public static Failure NoUser { get; } = new(404, "There is no such user", "Nobody is called so, or their conversations have expired or were erased. The list of users shows those of the last thirty days.");

    public static Failure NoReceipt { get; } = new(404, "There is no such receipt", "No erasure has this id, or the address is cut. The list of receipts shows those there are.");

    public static Failure NoHold { get; } = new(404, "There is no such legal hold", "Nothing was released: the conversation is not held, or someone has released it by now.");

    /// <summary>They may read, and not do this.</summary>
    public static Failure Lacks(ConvLogPermissions needs) => needs switch
    {
        _ when needs.HasFlag(ConvLogPermissions.Manage) => NoPermission,
        ConvLogPermissions.ReadPii => new(403, "Not for this reader", "Personal data is shown to readers with the permission only. Sign in with a key that has it."),
        _ => new(403, "Not for this reader", $"You may read conversations. This takes the permission {needs}: sign in with a key that has it."),
    };

    public static Failure Invalid(string message) => new(400, "The address is not right", message);

    /// <summary>What was asked for may be done in part: an erasure that has begun goes on.</summary>
    public static Failure NotDone(string errorId) => new(
        500, "This could not be finished", "The store failed on the way. What had begun is gone on with by itself; the page of personal data shows how it stands. The host's logs say why, under this id.", errorId);

    public static Failure Broken(string errorId) => new(500, "Something failed", "The host's logs say why, under this id.", errorId);
}
