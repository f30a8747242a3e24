using ConvLog.Extensions.AI.Models;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Realtime;

/// <summary>Logs the messages of one realtime session. Safe to use from any thread; its methods never throw.</summary>
internal sealed class RealtimeLog
{
    private readonly Lock _lock = new();
    private readonly Conversation _conversation;
    private readonly RealtimeExchange? _exchange; // Null if it could not be created.

    public RealtimeLog(Conversation conversation, Func<string, MaskedText> mask, IRealtimeClientSession session, IRealtimeClient client)
    {
        _conversation = conversation;
        try
        {
            _exchange = new RealtimeExchange(conversation, new ModelMessages(mask), new RealtimeModel(session, client), _lock);
        }
        catch (Exception e)
        {
            conversation.ReportLost(e);
        }
    }

    /// <summary>Makes the last requested function, its turn and the conversation current in this flow, until the result is disposed.</summary>
    public IDisposable? MakeCurrent()
    {
        IDisposable? current = null;
        Guarded(exchange => current = exchange.MakeCurrent());
        return current;
    }

    /// <summary>Records a message of the host before it is sent.</summary>
    public void Sending(RealtimeClientMessage? message)
    {
        if (message is null or InputAudioBufferAppendRealtimeClientMessage)
        {
            return;
        }

        Guarded(exchange =>
        {
            switch (message)
            {
                case CreateConversationItemRealtimeClientMessage { Item: { } item }:
                    exchange.Sent(item);
                    break;
                case CreateResponseRealtimeClientMessage response:
                    exchange.RecordRequest(response.ExcludeFromConversation == true);
                    break;
                default:
                    SendingRaw(exchange, RawMessage.Of(message.RawRepresentation));
                    break;
            }
        });
    }

    /// <summary>Records that a message could not be sent, or that its caller canceled the send.</summary>
    public void SendFailed(RealtimeClientMessage? message, Exception exception, CancellationToken token)
    {
        if (message is CreateConversationItemRealtimeClientMessage or CreateResponseRealtimeClientMessage)
        {
            Guarded(exchange => exchange.FailWaiting(exception, _conversation.IsCanceled(exception, token)));
        }
    }

    /// <summary>Records a message of the service.</summary>
    public void Received(RealtimeServerMessage? message) => Guarded(exchange =>
    {
        switch (message)
        {
            case OutputTextAudioRealtimeServerMessage output:
                exchange.Output(output);
                break;
            case ResponseCreatedRealtimeServerMessage response when response.Type == RealtimeServerMessageType.ResponseCreated:
                exchange.ResponseCreated(response.ResponseId);
                break;
            case ResponseCreatedRealtimeServerMessage response when response.Type == RealtimeServerMessageType.ResponseDone:
                exchange.ResponseDone(response, RawMessage.Of(response.RawRepresentation));
                break;
            case ResponseOutputItemRealtimeServerMessage { Item: { } item } output:
                exchange.Item(item, output.ResponseId, IsCompleteItem(output.Type));
                break;
            case InputAudioTranscriptionRealtimeServerMessage transcript:
                Transcribed(exchange, transcript);
                break;
            case ErrorRealtimeServerMessage error:
                exchange.Error(error.Error);
                break;
            case not null:
                ReceivedRaw(exchange, RawMessage.Of(message.RawRepresentation));
                break;
        }
    });

    /// <summary>Records that the messages ended. The host may continue reading, unless it canceled.</summary>
    public void End(CancellationToken token)
    {
        if (token.IsCancellationRequested)
        {
            RecordUserLeft();
        }
    }

    /// <summary>Records that the connection failed, or that its reader canceled.</summary>
    public void Fail(Exception exception, CancellationToken token)
        => Guarded(exchange =>
        {
            if (_conversation.IsCanceled(exception, token))
            {
                exchange.RecordUserLeft();
            }
            else
            {
                exchange.Fail(exception);
            }
        });

    /// <summary>Records that the user left.</summary>
    public void RecordUserLeft() => Guarded(static exchange => exchange.RecordUserLeft());

    private static bool IsCompleteItem(RealtimeServerMessageType type)
        => type == RealtimeServerMessageType.ResponseOutputItemDone || type == RealtimeServerMessageType.ConversationItemDone;

    private static void SendingRaw(RealtimeExchange exchange, RawMessage? message)
    {
        switch (message?.Type)
        {
            case "conversation.item.create" when message.Value.Item is { } item:
                exchange.Sent(item);
                break;
            case "conversation.item.truncate":
                exchange.Truncated(message.Value.ItemId, message.Value.Number("audio_end_ms"));
                break;
            case "response.create":
                exchange.RecordRequest(string.Equals(message.Value.Text("response", "conversation"), "none", StringComparison.Ordinal));
                break;
        }
    }

    private static void ReceivedRaw(RealtimeExchange exchange, RawMessage? message)
    {
        switch (message?.Type)
        {
            case "input_audio_buffer.speech_started":
                exchange.SpeechStarted(message.Value.ItemId);
                break;
            case "input_audio_buffer.speech_stopped":
                exchange.Spoken(message.Value.ItemId, hasStopped: true);
                break;
            case "input_audio_buffer.committed":
                exchange.Spoken(message.Value.ItemId, hasStopped: false);
                break;
            case "conversation.item.truncated":
                exchange.Truncated(message.Value.ItemId, message.Value.Number("audio_end_ms"));
                break;
            case "conversation.item.created" or "conversation.item.added" or "conversation.item.done" when message.Value.Item is { } item:
                exchange.Item(item, responseId: null, isWhole: false);
                break;
        }
    }

    private static void Transcribed(RealtimeExchange exchange, InputAudioTranscriptionRealtimeServerMessage transcript)
    {
        if (transcript.Type == RealtimeServerMessageType.InputAudioTranscriptionCompleted)
        {
            exchange.Transcribed(
                transcript.ItemId, transcript.Transcription, transcript.Usage, RawMessage.Of(transcript.RawRepresentation)?.Number("usage", "seconds"));
        }
        else if (transcript.Type == RealtimeServerMessageType.InputAudioTranscriptionFailed)
        {
            exchange.NotTranscribed(transcript.ItemId, transcript.Error);
        }
    }

    private void Guarded(Action<RealtimeExchange> log)
    {
        if (_exchange is null)
        {
            return;
        }

        try
        {
            lock (_lock)
            {
                log(_exchange);
            }
        }
        catch (Exception e)
        {
            // A logging failure must not affect the session. The loss is counted and reported.
            _conversation.ReportLost(e);
        }
    }
}
