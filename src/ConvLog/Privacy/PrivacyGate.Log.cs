using ConvLog.Records;

namespace ConvLog.Privacy;

internal sealed partial class PrivacyGate
{
    private static List<EntryView> Entries(IReadOnlyList<(ScopedRecord Record, int Order)> own, Reader reader)
    {
        var entries = new List<EntryView>();
        foreach (var (record, order) in own)
        {
            if (record is EntryRecord entry)
            {
                entries.Add(new EntryView
                {
                    Id = entry.Id,
                    Level = entry.Level,
                    Content = entry.Content,
                    IsPii = entry.IsPii,
                    Timestamp = entry.Timestamp,
                    Fields = Masked(entry.Fields, PrivacyClass.Visible, reader),
                    Order = order,
                });
            }
        }

        return entries;
    }

    private List<ApiResponseView> ApiResponses(IReadOnlyList<(ScopedRecord Record, int Order)> own, Reader reader)
    {
        var responses = new List<ApiResponseView>();
        foreach (var (record, order) in own)
        {
            if (record is ApiResponseRecord response)
            {
                responses.Add(new ApiResponseView
                {
                    Id = response.Id,
                    Method = response.Method,
                    Url = Url(response.Url, reader),
                    StatusCode = response.StatusCode,
                    Elapsed = response.Elapsed,
                    ErrorBody = Masked(response.ErrorBody, options.ApiErrorBodies, reader),
                    Fields = Masked(response.Fields, PrivacyClass.Visible, reader),
                    IsPii = response.IsPii,
                    Timestamp = response.Timestamp,
                    Order = order,
                });
            }
        }

        return responses;
    }

    private List<StateChangeView> StateChanges(IReadOnlyList<(ScopedRecord Record, int Order)> own, Reader reader)
    {
        var changes = new List<StateChangeView>();
        foreach (var (record, _) in own)
        {
            if (record is StateChangeRecord change)
            {
                var variable = change.Kind == StateChangeKind.Removed ? change.Variable : Masked(change.Variable, options.StateValues, reader);
                changes.Add(new StateChangeView(change.Kind, variable, change.Timestamp));
            }
        }

        return changes;
    }

    private VisibleText Url(string url, Reader reader)
    {
        string path = UrlText.WithoutQuery(url);
        bool isPii = options.UrlQueries == PrivacyClass.Personal && path.Length < url.Length;
        return new VisibleText(isPii && !reader.CanReadPii ? $"{path}?{MaskedText.Redacted}" : url, isPii);
    }
}
