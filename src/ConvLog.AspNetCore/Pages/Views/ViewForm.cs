using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Views;

/// <summary>The form of an action on a view.</summary>
/// <param name="Action">The action.</param>
/// <param name="Id">The view; empty for a new one.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsOfTeam">Whether it is the team's.</param>
internal sealed record ViewForm(string Action, string Id, string Name, bool IsOfTeam)
{
    public const string ActionField = "do", IdField = "view", NameField = "name", OwnerField = "of";

    public const string Save = "save", Update = "update", Rename = "rename", Up = "up", Down = "down", Default = "default", Share = "share", Delete = "delete";

    public const string Team = "team";

    public static ViewForm Read(IFormCollection form) => new(
        form.Text(ActionField), form.Text(IdField), form.Text(NameField).Trim(), form.Text(OwnerField) is Team);

    /// <summary>Applies the action.</summary>
    /// <param name="views">The views of the owner.</param>
    /// <param name="saved">The query to save of the list with the form.</param>
    /// <param name="newId">The ID for a new view.</param>
    /// <returns>The error; null for none.</returns>
    public string? Change(List<SavedView> views, string saved, string newId)
    {
        if (Action is Save or Share)
        {
            views.Add(new SavedView(newId, Name, saved));
            return ProblemOfName() ?? (saved.Length > SavedView.LongestQuery ? "These filters are too long to save. Remove some." : null);
        }

        int at = views.FindIndex(view => string.Equals(view.Id, Id, StringComparison.Ordinal));
        if (at < 0)
        {
            return "This view has been deleted.";
        }

        var view = views[at];
        switch (Action)
        {
            case Update:
                views[at] = view with { Query = saved };
                return saved.Length > SavedView.LongestQuery ? "These filters are too long to save. Remove some." : null;
            case Rename:
                views[at] = view with { Name = Name };
                return ProblemOfName();
            case Default:
                for (int i = 0; i < views.Count; i++)
                {
                    views[i] = views[i] with { IsDefault = i == at && !view.IsDefault };
                }

                return null;
            case Delete:
                views.RemoveAt(at);
                return null;
            case Up or Down:
                views.RemoveAt(at);
                views.Insert(Math.Clamp(at + (Action is Up ? -1 : 1), 0, views.Count), view);
                return null;
            default:
                return "There is no such action.";
        }
    }

    private string? ProblemOfName() => Name.Length switch
    {
        0 => "A view needs a name.",
        > SavedView.LongestName => $"A view's name can have at most {SavedView.LongestName} characters.",
        _ => null,
    };
}
