using ConvLog.Records;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>Whether to erase, with what is known of it.</summary>
/// <param name="Form">What was asked for.</param>
/// <param name="Found">Conversations that would go, the latest first and not all of them. Debugging runs are in no list and go, too.</param>
/// <param name="Total">How many there are in the lists.</param>
/// <param name="Held">Those of <paramref name="Found"/> that a legal hold keeps for now.</param>
internal sealed record ErasureConfirmation(ErasureForm Form, IReadOnlyList<ConversationSummaryView> Found, int Total, IReadOnlySet<string> Held)
{
    public const int Shown = 10;

    /// <summary>The field in which the word is typed without which nothing is erased, and the word.</summary>
    public const string Field = "typed";

    /// <inheritdoc cref="Field"/>
    public const string Word = "erase";

    /// <summary>What is wrong with what was typed; null before something is.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether several users took part in one of <see cref="Found"/>.</summary>
    public bool IsShared => Found.Any(static found => found.Users.Count > 1);

    /// <summary>Whether spaces around the id may be a slip.</summary>
    public bool HasOuterSpace => Form.Id.Length != Form.Id.Trim().Length;
}
