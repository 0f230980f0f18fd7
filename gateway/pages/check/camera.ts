// SPDX-License-Identifier: Apache-2.0

/** Between two pictures that are looked at: a hand needs as long to hold still. */
const pauseMs = 100;

/** A camera that runs only while somebody looks for a code. */
export class Camera {
  readonly #video: HTMLVideoElement;
  /** The search that is under way; 0 for none. */
  #search = 0;
  #searches = 0;

  constructor(video: HTMLVideoElement) {
    this.#video = video;
    // Nobody is filmed by a page that nobody sees.
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) this.stop();
    });
    addEventListener('pagehide', () => {
      this.stop();
    });
  }

  /** Browsers offer it to pages that nobody on the way can have changed, and only there. */
  static isOffered(): boolean {
    return 'mediaDevices' in navigator && 'getUserMedia' in navigator.mediaDevices;
  }

  /**
   * Shows each picture to `look` until that is content.
   * @returns whether it was; not where the camera was stopped before.
   * @throws {Error} where there is no camera, or it is not allowed.
   */
  async find(look: (picture: ImageBitmap) => Promise<boolean>): Promise<boolean> {
    const search = (this.#search = ++this.#searches);
    const isStopped = (): boolean => this.#search !== search;
    const stream = await navigator.mediaDevices.getUserMedia({
      video: { facingMode: 'environment', width: { ideal: 1280 } },
    });
    try {
      if (isStopped()) return false;
      this.#video.srcObject = stream;
      await this.#video.play();
      while (!isStopped()) {
        if (await look(await createImageBitmap(this.#video))) return true;
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
      return false;
    } catch (error) {
      // That a stopped camera gives no picture is nobody's fault.
      if (isStopped()) return false;
      throw error;
    } finally {
      for (const track of stream.getTracks()) track.stop();
    }
  }

  /** At once: the light beside the lens goes out. */
  stop(): void {
    this.#search = 0;
    const stream = this.#video.srcObject;
    this.#video.srcObject = null;
    if (stream instanceof MediaStream) for (const track of stream.getTracks()) track.stop();
  }
}
