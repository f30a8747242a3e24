using ConvLog.Storage;
using ConvLog.Storage.Alerts;

namespace ConvLog.Tests.Storage.Alerts;

public class AlertDocumentsTests
{
    private readonly ManualClock _clock = new();
    private readonly InMemoryConversationStore _store = new();

    [Fact]
    public async Task A_record_is_read_back_as_written_and_an_older_version_does_not_replace_it()
    {
        var states = new AlertDocuments(_store, _clock);
        var now = _clock.GetUtcNow();
        var record = new AlertRecord
        {
            State = AlertState.Resolved,
            Since = now,
            FiredAt = now.AddTicks(-1),
            RecoveringSince = now,
            IsAnnounced = true,
            AnnouncedAt = now,
            Delivery = new AlertDelivery
            {
                Id = Guid.NewGuid(), State = AlertState.Resolved, At = now, Value = 0, Count = 0, Receivers = ["a", "b"], Attempts = 3, NextAttemptAt = now,
                Failure = "HTTP status 500",
            },
            Silence = new AlertSilence { By = "Ana", At = now, Until = now },
        };

        (await states.WriteAsync("Bookings fail", record, 0, default)).Should().BeTrue();
        (await states.WriteAsync("Bookings fail", new AlertRecord(), 0, default)).Should().BeFalse();

        var kept = (await states.ReadAsync(default))["Bookings fail"];
        kept.Version.Should().Be(1);
        kept.Record.Should().BeEquivalentTo(record);
    }

    [Fact]
    public async Task A_record_is_stored_in_the_format_of_earlier_versions()
    {
        const string body = """
            {"state":3,"since":639000000000000000,"fired":638000000000000000,"is_announced":true,"delivery":{"id":"6f9619ff-8b86-d011-b42d-00c04fc964ff","state":3,"at":639000000000000000,"value":0.25,"count":4,"receivers":["Empfänger"],"attempts":2,"next":639000000600000000},"silence":{"by":"Ana","at":639000000000000000}}
            """;
        var states = new AlertDocuments(_store, _clock);
        await _store.WriteDocumentAsync(new TeamDocument { Kind = AlertDocuments.Kind, Id = "r", UpdatedAt = _clock.GetUtcNow(), Body = body });
        var (record, version) = (await states.ReadAsync(default))["r"];

        await states.WriteAsync("r", record!, version, default);

        (await _store.ReadDocumentsAsync(AlertDocuments.Kind)).Single().Body.Should().Be(body);
    }

    [Fact]
    public async Task An_unreadable_record_is_replaced_by_a_new_one()
    {
        var states = new AlertDocuments(_store, _clock);
        await _store.WriteDocumentAsync(
            new TeamDocument { Kind = AlertDocuments.Kind, Id = "r", UpdatedAt = _clock.GetUtcNow(), Body = """{"state":"gone"}""" });

        var kept = (await states.ReadAsync(default))["r"];

        kept.Record.Should().BeNull();
        (await states.WriteAsync("r", new AlertRecord { State = AlertState.Firing }, kept.Version, default)).Should().BeTrue();
        (await states.ReadAsync(default))["r"].Record!.State.Should().Be(AlertState.Firing);
    }
}
