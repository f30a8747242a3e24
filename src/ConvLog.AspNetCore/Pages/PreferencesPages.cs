using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Text;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages;

/// <summary>How the console looks: theme and time zone.</summary>
internal sealed class PreferencesPages(PageAnswers answers)
{
    /// <summary>The form.</summary>
    public ValueTask<IResult> Show(HttpContext context)
    {
        var page = answers.PageOf(context);
        if (page.Visitor.Reader is null)
        {
            return new(PageAnswers.Refuse(context, page));
        }

        string zone = page.Zone.Id;
        return new(PageAnswers.Show<PreferencesPage, PreferencesForm>(page, new PreferencesForm(page.Preferences.Theme, zone, ReturnTo(page, context.Request.Query["return"]))));
    }

    /// <summary>Keeps what the form says, and goes back to the page it was opened from.</summary>
    public async ValueTask<IResult> KeepAsync(HttpContext context)
    {
        var page = answers.PageOf(context);
        if (!OriginRule.AllowsPost(context.Request))
        {
            return PageAnswers.Fail(page, Failure.ForeignForm);
        }

        if (page.Visitor.Reader is null)
        {
            return PageAnswers.Refuse(context, page);
        }

        if (await PostedForm.ReadAsync(context).ConfigureAwait(false) is not { } form)
        {
            return PageAnswers.Fail(page, Failure.BadForm);
        }

        string zone = form.Text("zone").Trim();
        var theme = Preferences.ThemeOf(form.Text("theme"));
        string returnTo = ReturnTo(page, form.Text("return"));
        if (Preferences.ZoneOf(zone) is not { } known)
        {
            string problem = $"This machine knows no time zone \"{Printable.Line(zone, 64)}\".";
            return PageAnswers.Show<PreferencesPage, PreferencesForm>(page, new PreferencesForm(theme, zone, returnTo, problem), StatusCodes.Status400BadRequest);
        }

        new Preferences(theme, known).Write(context, page.Paths.Root);
        return new SeeOtherResult(returnTo);
    }

    private static string ReturnTo(ConsolePage page, string? path) => ReturnPath.Of(path, page.Paths.Home, page.Paths.Root);
}
