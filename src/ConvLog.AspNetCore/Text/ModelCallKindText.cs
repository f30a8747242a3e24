namespace ConvLog.AspNetCore.Text;

/// <summary>Kinds of model calls in words.</summary>
internal static class ModelCallKindText
{
    /// <summary>The kind of a model call in a word or two; null for a chat.</summary>
    public static string? Of(ModelCallKind kind) => kind switch
    {
        ModelCallKind.Embeddings => "Embeddings",
        ModelCallKind.Reranking => "Reranking",
        ModelCallKind.SpeechToText => "Speech to text",
        ModelCallKind.TextToSpeech => "Text to speech",
        ModelCallKind.ImageGeneration => "Image generation",
        _ => null,
    };
}
