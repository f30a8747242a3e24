using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Text;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages;

/// <summary>Display preferences: theme, time zone, numbers, layers.</summary>
internal sealed class PreferencesPages(PageResponses answers) : IPageRoutes
{
    public IEnumerable<PageRoute> Routes =>
    [
        new PageRoute("/preferences") { Get = Show, Post = SaveAsync },
        new PageRoute("/preferences/layers") { Get = Back, Post = SaveLayersAsync },
    ];

    /// <summary>The form.</summary>
    public ValueTask<IResult> Show(HttpContext context)
    {
        var page = answers.PageOf(context);
        if (page.Visitor.Reader is null)
        {
            return new(PageResponses.Refuse(context, page));
        }

        var (theme, zone, numbers) = page.Preferences;
        return new(PageResponses.Show<PreferencesPage, PreferencesForm>(page,
            new PreferencesForm(theme, zone?.Id ?? "", numbers, ReturnTo(page, context.Request.Query["return"]))));
    }

    /// <summary>Stores the preferences, and returns to the page from which the form was opened.</summary>
    public async ValueTask<IResult> SaveAsync(HttpContext context)
    {
        var page = answers.PageOf(context);
        if (!OriginRule.AllowsPost(context.Request))
        {
            return PageResponses.Fail(page, Failure.ForeignForm);
        }

        if (page.Visitor.Reader is null)
        {
            return PageResponses.Refuse(context, page);
        }

        if (await PostedForm.ReadAsync(context).ConfigureAwait(false) is not { } form)
        {
            return PageResponses.Fail(page, Failure.BadForm);
        }

        string zone = form.Text("zone").Trim();
        var theme = Preferences.ThemeOf(form.Text("theme"));
        var numbers = NumberForm.Named(form.Text("numbers"));
        string returnTo = ReturnTo(page, form.Text("return"));
        var known = Preferences.ZoneOf(zone);
        if (known is null && zone.Length > 0)
        {
            string problem = $"Unknown time zone \"{Printable.Line(zone, 64)}\".";
            return PageResponses.Show<PreferencesPage, PreferencesForm>(page, new PreferencesForm(theme, zone, numbers, returnTo, problem),
                StatusCodes.Status400BadRequest);
        }

        new Preferences(theme, known, numbers).Write(context, page.Paths.Root);
        return new SeeOtherResult(returnTo);
    }

    /// <summary>
    /// Stores which layers of the review page are shown, and returns to it. The script stays on the page, so it sends no page to return to.
    /// </summary>
    public ValueTask<IResult> SaveLayersAsync(HttpContext context) => answers.HandleFormAsync(context, ConvLogPermissions.Read, (page, _, form) =>
    {
        Preferences.Write(context, page.Paths.Root, Layers.Only(form["layer"]));
        return new(form.ContainsKey("return") ? new SeeOtherResult(ReturnTo(page, form.Text("return"))) : new NoContentResult());
    });

    /// <summary>Redirects from an address that only accepts forms to the list: signing in again may request it.</summary>
    public ValueTask<IResult> Back(HttpContext context) => answers.ReadAsync(context, static (page, _) => new(new SeeOtherResult(page.Paths.Home)));

    private static string ReturnTo(ConsolePage page, string? path) => ReturnPath.Of(path, page.Paths.Home, page.Paths.Root);
}
