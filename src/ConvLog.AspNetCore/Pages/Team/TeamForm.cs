using System.Globalization;
using ConvLog.AspNetCore.Api.Groups;
using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Pages.List;
using ConvLog.AspNetCore.Text;
using ConvLog.Privacy;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Team;

/// <summary>A form of the review page.</summary>
/// <param name="Kind">The kind of the form.</param>
/// <param name="Turn">The turn, from 1; 0 for the whole conversation.</param>
/// <param name="Text">The comment, answer, note or label, or the value of a score, as entered.</param>
internal sealed record TeamForm(TeamFormKind Kind, int Turn, string Text)
{
    /// <summary>The maximum length of a label, and of the name or value of a score.</summary>
    public const int LongestName = 256;

    /// <summary>The rating; null to remove it.</summary>
    public FeedbackRating? Rating { get; init; }

    /// <summary>The improved answer to replace; null to add one.</summary>
    public Guid? Annotation { get; init; }

    /// <summary>The reasons of a rating.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>The name of the score.</summary>
    public string Name { get; init; } = "";

    /// <summary>The score to remove; null for none.</summary>
    public Guid? Score { get; init; }

    /// <summary>Whether only a thumb was clicked, or a label or score is removed.</summary>
    public bool IsOneClick { get; init; }

    /// <summary>The error; null for none.</summary>
    public string? Problem { get; init; }

    /// <summary>Reads a rating: that of a thumb's button, which sends the turn under the name of the rating, or the form with a comment.</summary>
    public static TeamForm ReadRating(IFormCollection form, int longest)
    {
        foreach (string word in (string[])["like", "dislike", "none"])
        {
            if (form.ContainsKey(word))
            {
                return new TeamForm(TeamFormKind.Rating, TurnOf(form.Text(word)), "") { Rating = RatingOf(word), IsOneClick = true };
            }
        }

        string rating = form.Text("rating");
        string comment = ReadText(form, "comment");
        return new TeamForm(TeamFormKind.Rating, TurnOf(form.Text("turn")), comment)
        {
            Rating = RatingOf(rating),
            Reasons = [.. form["reason"].OfType<string>()],
            Problem = rating switch
            {
                not ("like" or "dislike" or "none") => "Choose a rating. A comment requires one.",
                "none" when comment.Length > 0 => "Removing the rating also removes its comment. Choose a rating or clear the comment.",
                _ => ProblemOf("A comment", comment, longest, isNeeded: false),
            },
        };
    }

    public static TeamForm ReadAnswer(IFormCollection form, int longest)
    {
        string answer = ReadText(form, "answer");
        bool isRemoved = form.ContainsKey("remove");
        var annotation = Guid.TryParseExact(form.Text("annotation"), "N", out var id) ? id : (Guid?)null;
        return new TeamForm(TeamFormKind.Answer, TurnOf(form.Text("turn")), answer)
        {
            Annotation = annotation,
            IsOneClick = isRemoved,
            Problem = isRemoved ? null : ProblemOf("An improved answer", answer, longest, isNeeded: true),
        };
    }

    public static TeamForm ReadNote(IFormCollection form, int longest)
    {
        string note = ReadText(form, "note");
        return new TeamForm(TeamFormKind.Note, 0, note) { Problem = ProblemOf("A note", note, longest, isNeeded: true) };
    }

    /// <summary>Reads a label to add, or to remove by its button.</summary>
    public static TeamForm ReadLabel(IFormCollection form)
    {
        if (form.Text("remove") is { Length: > 0 } removed)
        {
            string[] parts = removed.Split(':', 2);
            return new TeamForm(TeamFormKind.Label, TurnOf(parts[0]), parts[^1])
            {
                IsOneClick = true,
                Problem = string.IsNullOrWhiteSpace(parts[^1]) ? "There is no label without a text to remove." : null,
            };
        }

        string label = form.Text("label").Trim();
        return new TeamForm(TeamFormKind.Label, TurnOf(form.Text("turn")), label)
        {
            Problem = ProblemOf("A label", label, LongestName, isNeeded: true) ?? ProblemOfTurn(form),
        };
    }

    /// <summary>Reads the colleague to assign the conversation to: the one in the field; for a button, the reader or no one.</summary>
    /// <param name="form">The form.</param>
    /// <param name="reader">The reader.</param>
    public static TeamForm ReadAssignment(IFormCollection form, Reader reader)
    {
        bool isRemoved = form.ContainsKey("remove");
        string name = AssigneeKeywords.NameOf(form.ContainsKey("me") ? AssigneeKeywords.Me : form.Text(SelectedRows.AssigneeField).Trim(), reader);
        return new TeamForm(TeamFormKind.Assignment, 0, name) { IsOneClick = isRemoved, Problem = isRemoved ? null : ProblemOfAssignee(name) };
    }

    /// <summary>The error in the name of a colleague; null for none.</summary>
    public static string? ProblemOfAssignee(string name)
        => AssigneeKeywords.IsReserved(name)
            ? $"\"{name}\" is a word of the filter. Enter a colleague's name."
            : ProblemOf("The name of a colleague", name, LongestName, isNeeded: true);

    /// <summary>The value of the button that removes a label.</summary>
    public static string LabelButtonValue(int turn, string label) => string.Create(CultureInfo.InvariantCulture, $"{turn}:{label}");

    /// <summary>Reads a score to add, or to remove by its button.</summary>
    public static TeamForm ReadScore(IFormCollection form)
    {
        if (form.ContainsKey("remove"))
        {
            var score = Guid.TryParseExact(form.Text("remove"), "N", out var id) ? id : Guid.Empty;
            return new TeamForm(TeamFormKind.Score, 0, "") { Score = score, IsOneClick = true };
        }

        string name = form.Text("name").Trim();
        string value = form.Text("value").Trim();
        return new TeamForm(TeamFormKind.Score, TurnOf(form.Text("turn")), value)
        {
            Name = name,
            Problem = ProblemOf("The name of a score", name, LongestName, isNeeded: true)
                ?? ProblemOf("The value of a score", value, LongestName, isNeeded: true)
                ?? ProblemOfTurn(form),
        };
    }

    // A browser sends every line break as two characters, but counts it as one.
    private static string ReadText(IFormCollection form, string name) => form.Text(name).ReplaceLineEndings("\n").Trim();

    private static int TurnOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int turn) ? turn : 0;

    // A form with an invalid turn is rejected: it must not be applied to the whole conversation.
    private static string? ProblemOfTurn(IFormCollection form)
        => form.Text("turn").Length == 0 || TurnOf(form.Text("turn")) > 0 ? null : "Name a turn by its number, from 1, or leave the field empty.";

    private static FeedbackRating? RatingOf(string word) => word switch
    {
        "like" => FeedbackRating.Like,
        "dislike" => FeedbackRating.Dislike,
        _ => null,
    };

    private static string? ProblemOf(string what, string text, int longest, bool isNeeded) => text.Length switch
    {
        0 when isNeeded => $"{what} cannot be empty.",
        int length when length > longest => $"{what} can have at most {ShownNumber.Count(longest)} characters; this one has {ShownNumber.Count(length)}.",
        _ => null,
    };
}
