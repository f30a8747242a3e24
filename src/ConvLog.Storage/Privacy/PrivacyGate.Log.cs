using ConvLog.Entries;
using ConvLog.Privacy;
using ConvLog.Records;

namespace ConvLog.Storage.Privacy;

internal sealed partial class PrivacyGate
{
    /// <summary>A page of a log; the order of each record is its position in the page.</summary>
    public IReadOnlyList<LoggedView> View(IReadOnlyList<ScopedRecord> logged, Reader reader)
    {
        var views = new List<LoggedView>();
        foreach (var record in logged.Where(record => VisibleLog.MayKnow(record, reader)))
        {
            var entry = record is EntryRecord e ? View(e, views.Count, reader) : null;
            var response = record is ApiResponseRecord r ? View(r, views.Count, reader) : null;
            if (entry is not null || response is not null)
            {
                views.Add(new LoggedView { TurnId = record.TurnId, FunctionEventId = record.FunctionEventId, Entry = entry, ApiResponse = response });
            }
        }

        return views;
    }

    private static List<EntryView> Entries(IReadOnlyList<(ScopedRecord Record, int Order)> own, Reader reader)
        => [.. own.Where(static logged => logged.Record is EntryRecord).Select(logged => View((EntryRecord)logged.Record, logged.Order, reader))];

    private List<ApiResponseView> ApiResponses(IReadOnlyList<(ScopedRecord Record, int Order)> own, Reader reader)
        => [.. own.Where(static logged => logged.Record is ApiResponseRecord).Select(logged => View((ApiResponseRecord)logged.Record, logged.Order, reader))];

    // For a withheld entry, a placeholder without content.
    private static EntryView View(EntryRecord entry, int order, Reader reader) => entry.IsPii && !reader.CanReadPii
        ? new EntryView { Id = entry.Id, IsPii = true, IsWithheld = true, Timestamp = entry.Timestamp, Order = order }
        : new EntryView
        {
            Id = entry.Id,
            Level = entry.Level,
            Content = entry.Content,
            IsPii = entry.IsPii,
            Timestamp = entry.Timestamp,
            Fields = Masked(entry.Fields, PrivacyClass.Visible, reader),
            Order = order,
        };

    private ApiResponseView View(ApiResponseRecord response, int order, Reader reader) => response.IsPii && !reader.CanReadPii
        ? new ApiResponseView { Id = response.Id, IsPii = true, IsWithheld = true, Timestamp = response.Timestamp, Order = order }
        : new ApiResponseView
        {
            Id = response.Id,
            Method = response.Method,
            Url = Url(response.Url, reader),
            StatusCode = response.StatusCode,
            Elapsed = response.Elapsed,
            ErrorBody = Masked(response.ErrorBody, options.ApiErrorBodies, reader),
            Fields = Masked(response.Fields, PrivacyClass.Visible, reader),
            IsPii = response.IsPii,
            IsExpected = response.IsExpected,
            TraceId = response.TraceId,
            SpanId = response.SpanId,
            Timestamp = response.Timestamp,
            Order = order,
        };

    private List<StateChangeView> StateChanges(IReadOnlyList<(ScopedRecord Record, int Order)> own, VisibleLog logged, Reader reader)
    {
        var changes = new List<StateChangeView>();
        foreach (var (record, _) in own)
        {
            if (record is StateChangeRecord change && logged.KindOf(change) is { } kind)
            {
                var privacy = kind == StateChangeKind.Removed ? PrivacyClass.Visible : options.StateValues;
                changes.Add(new StateChangeView { Kind = kind, Variable = Masked(change.Variable, privacy, reader), Timestamp = change.Timestamp });
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
